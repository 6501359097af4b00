"""JPEG files of every kind, whole and damaged, with the pixels that Pillow decodes from them.

    python Tests/Oracles/jpeg_corpus.py

with numpy and Pillow installed, writes the files and cases.json to Tests/EngineTests/Golden/jpeg/. Each case names a
file and what must come of it: a size and a digest (FNV-1a, 64 bit) of the RGB pixels, or the words of its rejection.
"""

import io
import json
import pathlib

import numpy as np
from PIL import Image, ImageFile, ImageOps

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "EngineTests" / "Golden" / "jpeg"
cases = []


def fnv(pixels):
    digest = 0xCBF29CE484222325
    for value in pixels.tobytes():
        digest = (digest ^ value) * 0x100000001B3 % 2**64
    return f"{digest:016x}"


def drawing(width, height):
    """Colours that differ in every corner, with an edge and a curve: no turn or mirroring leaves it alone."""
    y, x = np.mgrid[0:height, 0:width] / max(width, height, 2)
    red = 255 * x * x
    green = np.where(x > 1.3 * y + 0.1, 200 - 150 * y, 40 + 120 * x)
    blue = 128 + 120 * np.sin(9 * x * y + 4 * y)
    return Image.fromarray(np.clip(np.stack([red, green, blue], -1), 0, 255).astype(np.uint8))


def encoded(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **{"quality": 88, **options})
    return buffer.getvalue()


def decoded(data, side):
    image = Image.open(io.BytesIO(data))
    if side:
        image.draft(image.mode, (2 * side, 2 * side))
    return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def picture(name, data, sides=(None,)):
    """A file that must decode, for each wanted side."""
    (GOLDEN / f"{name}.jpg").write_bytes(data)
    for side in sides:
        pixels = decoded(data, side)
        height, width, _ = pixels.shape
        expected = {"width": width, "height": height, "digest": fnv(pixels)}
        cases.append({"file": f"{name}.jpg", **({"side": side} if side else {}), "picture": expected})


def rejected(name, data, reason):
    (GOLDEN / f"{name}.jpg").write_bytes(data)
    cases.append({"file": f"{name}.jpg", "rejection": reason})


def frame_position(data):
    """Where the frame header's code stands, after which come length, precision, height, width and components."""
    return next(i + 1 for i in range(len(data)) if data[i] == 0xFF and 0xC0 <= data[i + 1] <= 0xC2)


def patched(data, position, *values):
    return data[:position] + bytes(values) + data[position + len(values):]


def resized_header(data, width, height):
    return patched(data, frame_position(data) + 4, *height.to_bytes(2, "big"), *width.to_bytes(2, "big"))


def ycck(image):
    """Pillow writes CMYK as it is; YCCK is YCbCr of the first three inks, and an Adobe marker that says so."""
    cmyk = np.asarray(image.convert("CMYK"))
    inverted = Image.fromarray(255 - cmyk[..., :3]).convert("YCbCr")
    planes = [*inverted.split(), Image.fromarray(255 - cmyk[..., 3])]
    data = encoded(Image.merge("CMYK", [ImageOps.invert(plane) for plane in planes]))
    return patched(data, data.index(b"Adobe") + 11, 2)


def pictures():
    image = drawing(37, 23)
    picture("rgb-444", encoded(image, subsampling=0))
    picture("rgb-422", encoded(image, subsampling=1))
    picture("rgb-420", encoded(image, subsampling=2))
    # 4:4:1 has no name in TurboJPEG 2. A frame of one unit of 4:2:0 can be read as one of 4:4:1.
    tall = encoded(drawing(8, 16), subsampling=2)
    picture("rgb-441", patched(tall, frame_position(tall) + 10, 0x14))
    picture("grey", encoded(image.convert("L")))
    picture("grey-progressive", encoded(image.convert("L"), progressive=True))
    picture("progressive", encoded(image, progressive=True))
    picture("cmyk", encoded(image.convert("CMYK")))
    unmarked = encoded(image.convert("CMYK"))
    adobe = unmarked.index(b"Adobe") - 4
    picture("cmyk-without-marker", unmarked[:adobe] + unmarked[adobe + 16:])
    picture("ycck", ycck(image))
    picture("optimized-restarts", encoded(image, optimize=True, restart_marker_blocks=2))
    picture("quality-1", encoded(image, quality=1))
    picture("1x1", encoded(drawing(1, 1)))
    picture("1x9", encoded(drawing(1, 9)))
    picture("16x4000", encoded(drawing(16, 4000), quality=30), sides=(None, 2, 100))
    picture("640x480", encoded(drawing(640, 480), quality=60), sides=(1, 30, 31, 100, 120, 121, 1000))
    picture("640x480-progressive", encoded(drawing(640, 480), quality=40, progressive=True), sides=(30,))
    picture("trailing-bytes", encoded(image) + b"\0\1\2 after the end \xff\xd8\xff")
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        picture(f"orientation-{orientation}", encoded(image, exif=exif))
    exif[0x0112] = 6
    picture("orientation-6-scaled", encoded(drawing(400, 300), quality=50, exif=exif), sides=(40,))
    exif[0x0112] = 9
    picture("orientation-unknown", encoded(image, exif=exif))


def cut(count):
    return f"ends after {count} {'byte' if count == 1 else 'bytes'}, before the picture is complete"


def rejections():
    whole = encoded(drawing(37, 23))
    scan = whole.index(b"\xff\xda") + 14
    for name, count in {"first-byte": 1, "signature": 2, "marker": 3, "tables": 300, "scan-header": scan - 5, "scan": scan,
                        "middle": (scan + len(whole)) // 2, "end-marker": len(whole) - 2,
                        "last-byte": len(whole) - 1}.items():
        rejected(f"cut-at-{name}", whole[:count], cut(count))
    progressive = encoded(drawing(37, 23), progressive=True)
    rejected("cut-progressive", progressive[: len(progressive) * 3 // 4], cut(len(progressive) * 3 // 4))
    rejected("empty", b"", "is empty (0 bytes)")
    png = io.BytesIO()
    drawing(5, 5).save(png, "PNG")
    rejected("png", png.getvalue(), "is not a JPEG: it holds a PNG image")
    rejected("text", "No photograph here.\n".encode(), "is not a JPEG: it holds text")
    rejected("blank", bytes(64), "is not a JPEG: it holds nothing but zero bytes")
    rejected("random", np.random.default_rng(7).bytes(200), "is not a JPEG: it holds data of an unknown kind")
    rejected("huge", resized_header(whole, 65500, 65500),
             "claims 65500 × 65500 pixels, more than the 100 megapixels allowed")
    rejected("large-but-empty", resized_header(whole, 9000, 9000), cut(len(whole)))
    rejected("no-width", resized_header(whole, 0, 23), "holds damaged picture data (Empty JPEG image (DNL not supported))")
    rejected("twelve-bits", patched(whole, frame_position(whole) + 3, 12),
             "is a JPEG of a kind that is not supported (Unsupported JPEG data precision 12)")
    rejected("lossless", patched(whole, frame_position(whole), 0xC3),
             "is a JPEG of a kind that is not supported (Unsupported JPEG process: SOF type 0xc3)")
    rejected("damaged", patched(whole, scan + 40, 0xFF, 0xC4),
             "holds damaged picture data (premature end of data segment)")
    rejected("no-quantization", patched(whole, whole.index(b"\xff\xdb"), 0xFF, 0xEC),
             "holds damaged picture data (Quantization table 0x00 was not defined)")
    rejected("no-picture", whole[:20] + b"\xff\xd9", "holds damaged picture data (no picture in it)")


if __name__ == "__main__":
    for old in GOLDEN.glob("*"):
        old.unlink()
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    pictures()
    rejections()
    (GOLDEN / "cases.json").write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")
