"""What Pillow and OpenCV make of pictures: the expected values of the preprocessing and resizing tests.

    python Tests/Oracles/preprocessing.py [FRUITS_360_FOLDER]

with numpy, Pillow and opencv-python installed, writes, below Tests/EngineTests/Golden/preprocessing/:

- drawn.json: small pictures drawn here, and the pixels of every operation on them;
- photographs.json, where a Fruits-360 folder is given: digests (FNV-1a, 64 bit) of the pixels of every operation on
  24 of its photographs. The photographs themselves stay outside the repository.
"""

import base64
import json
import pathlib
import sys

import cv2
import numpy as np
from PIL import Image, ImageOps

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "EngineTests" / "Golden" / "preprocessing"
BILINEAR = Image.Resampling.BILINEAR


def equalize(pixels):
    return np.asarray(ImageOps.equalize(Image.fromarray(pixels)))


def equalize_luma(pixels):
    luma = cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb)
    luma[..., 0] = cv2.equalizeHist(np.ascontiguousarray(luma[..., 0]))
    return cv2.cvtColor(luma, cv2.COLOR_YCrCb2RGB)


def gaussian(sigma):
    return lambda pixels: cv2.GaussianBlur(pixels, (0, 0), sigma)


def resize(width, height):
    """Across, then down, each in a call of its own: from 13.0 on, Pillow alone turns the order where that is faster,
    and the values between are rounded, so results differ by 1 with the order."""
    def operation(pixels):
        across = Image.fromarray(pixels).resize((width, pixels.shape[0]), BILINEAR)
        return np.asarray(across.resize((width, height), BILINEAR))
    return operation


def fnv(pixels):
    digest = 0xCBF29CE484222325
    for value in pixels.tobytes():
        digest = (digest ^ value) * 0x100000001B3 % 2**64
    return f"{digest:016x}"


def fruit(width, height):
    """A lit ball with freckles on white: the histogram of a photograph on the turntable."""
    y, x = np.mgrid[0:height, 0:width]
    u = (x - width * 0.48) / (width * 0.40)
    v = (y - height * 0.53) / (height * 0.42)
    inside = u * u + v * v < 1
    depth = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
    light = 0.25 + 0.75 * np.clip(-0.4 * u - 0.5 * v + 0.75 * depth, 0, 1)
    freckles = 1 - 0.2 * (np.sin(9 * u + 3 * v) * np.sin(11 * v - 2 * u) > 0.6)
    body = np.stack([230 * light * freckles, 170 * light**1.3, 40 + 50 * light * freckles], axis=-1)
    grain = np.random.default_rng(360).normal(0, 2.5, (height, width, 3))
    return np.clip(np.where(inside[..., None], body + grain, 253 + grain / 3), 0, 255).round().astype(np.uint8)


def noise(width, height, low=0, high=256):
    return np.random.default_rng(width * height).integers(low, high, (height, width, 3)).astype(np.uint8)


def drawn_pictures():
    two_levels = np.where(noise(19, 16) < 200, 90, 91).astype(np.uint8)
    one_level_of_red = noise(20, 20)
    one_level_of_red[..., 0] = 77
    return {
        "a fruit": fruit(44, 36),
        "noise": noise(33, 17),
        "low contrast": noise(24, 24, 100, 120),
        "one colour": np.full((9, 12, 3), (12, 200, 99), np.uint8),
        "two levels": two_levels,
        "one level of red": one_level_of_red,
        "too few pixels for a step": noise(15, 16),
        "one pixel": noise(1, 1),
        "one row": noise(29, 1),
        "one column": noise(1, 29),
        "two by three": noise(2, 3),
    }


STEPS = {
    "equalize": equalize,
    "equalize-luma": equalize_luma,
    "gaussian": gaussian(1.0),
    "gaussian:1.5": gaussian(1.5),
}
SMALL_STEPS = {f"gaussian:{sigma}": gaussian(sigma) for sigma in (0.1, 0.5, 0.8, 3, 7.3, 20, 50)}
SIZES = [(1, 1), (7, 50), (22, 18), (45, 10), (60, 61)]


def packed(pixels):
    height, width, _ = pixels.shape
    return {"width": width, "height": height, "pixels": base64.b64encode(pixels.tobytes()).decode()}


def drawn():
    for name, pixels in drawn_pictures().items():
        steps = STEPS if name == "a fruit" else STEPS | SMALL_STEPS
        yield {
            "name": name,
            "picture": packed(pixels),
            "steps": {label: packed(step(pixels)) for label, step in steps.items()},
            "resized": [packed(resize(*size)(pixels)) for size in SIZES] if pixels.size > 1500 else [],
        }


def photographs(root):
    chosen = []
    for category in sorted(root.glob("*/*/")):
        files = sorted(category.glob("*.jpg"))
        chosen += [files[0], files[len(files) // 2]]
    operations = STEPS | {"gaussian:7.3": gaussian(7.3), "decoded": lambda pixels: pixels,
                          "resized 64 × 48": resize(64, 48), "resized 224 × 224": resize(224, 224)}
    for file in chosen[:24]:
        pixels = np.asarray(Image.open(file).convert("RGB"))
        digests = {label: fnv(operation(pixels)) for label, operation in operations.items()}
        yield {"path": str(file.relative_to(root)), "digests": digests}


def write(name, cases):
    (GOLDEN / name).write_text(json.dumps(list(cases), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write("drawn.json", drawn())
    if len(sys.argv) > 1:
        write("photographs.json", photographs(pathlib.Path(sys.argv[1])))
