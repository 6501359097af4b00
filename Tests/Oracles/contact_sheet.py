"""Contact sheets of a data set, to look at: one labelled, one not.

    python3 Tests/Oracles/contact_sheet.py sample-data sheet [--columns 12] [--split Training] [--scale 2]

writes sheet-labelled.png and sheet-unlabelled.png: a block of rows for each category of the split, its pictures in
the order of their numbers. The unlabelled sheet shuffles the categories, for a person who is to name them.
Needs a venv with Pillow.
"""

import argparse
import random
import re
from pathlib import Path

from PIL import Image, ImageDraw

CELL = 104
LABEL = 18
PAPER = (205, 205, 205)


def numbered(path):
    """Sorts 2_100.jpg before 10_100.jpg."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.name)]


def pictures(folder):
    found = [path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".ppm")]
    return sorted(found, key=numbered)


def sheet(folders, columns, labelled):
    top = LABEL if labelled else 0
    blocks = [(folder, pictures(folder)) for folder in folders]
    heights = [top + CELL * -(-len(files) // columns) for _, files in blocks]
    page = Image.new("RGB", (CELL * columns, sum(heights)), PAPER)
    draw = ImageDraw.Draw(page)
    y = 0
    for (folder, files), height in zip(blocks, heights):
        if labelled:
            draw.text((4, y + 3), f"{folder.parent.name} / {folder.name}: {len(files)}", fill=(0, 0, 0))
        for place, file in enumerate(files):
            row, column = divmod(place, columns)
            page.paste(Image.open(file).convert("RGB"), (column * CELL + 2, y + top + row * CELL + 2))
        y += height
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("output", help="what the two files' names begin with")
    parser.add_argument("--columns", type=int, default=12)
    parser.add_argument("--split", default="Training")
    parser.add_argument("--scale", type=int, default=1)
    options = parser.parse_args()

    folders = sorted(folder for folder in (options.dataset / options.split).iterdir() if folder.is_dir())
    shuffled = random.Random(1).sample(folders, len(folders))
    for name, order in (("labelled", folders), ("unlabelled", shuffled)):
        page = sheet(order, options.columns, name == "labelled")
        size = (page.width * options.scale, page.height * options.scale)
        page.resize(size, Image.Resampling.BICUBIC).save(f"{options.output}-{name}.png")


if __name__ == "__main__":
    main()
