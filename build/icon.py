#!/usr/bin/env python3
"""Draws build/icon.png, the picture on every package: three boxes of a flow, joined. Needs Python only."""
import math, os, struct, zlib

SIZE, SAMPLES = 128, 4
BACK, BOX, LINE = (24, 45, 84), (255, 255, 255), (86, 190, 160)


def rounded(x, y, left, top, right, bottom, radius):
    dx = max(left + radius - x, 0, x - (right - radius))
    dy = max(top + radius - y, 0, y - (bottom - radius))
    return math.hypot(dx, dy) <= radius


def near(x, y, points, width):
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        length = (bx - ax) ** 2 + (by - ay) ** 2
        t = max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
        if math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) <= width:
            return True
    return False


def colour(x, y):
    if not rounded(x, y, 2, 2, 126, 126, 26):
        return (0, 0, 0, 0)
    if rounded(x, y, 16, 50, 50, 78, 7):
        return BOX + (255,)
    if rounded(x, y, 78, 22, 112, 50, 7) or rounded(x, y, 78, 78, 112, 106, 7):
        return LINE + (255,)
    if near(x, y, [(50, 64), (64, 64), (64, 36), (78, 36)], 3) or near(x, y, [(64, 64), (64, 92), (78, 92)], 3):
        return BOX + (255,)
    return BACK + (255,)


def pixel(column, row):
    seen = [colour(column + (i + .5) / SAMPLES, row + (j + .5) / SAMPLES) for i in range(SAMPLES) for j in range(SAMPLES)]
    alpha = sum(c[3] for c in seen)
    mixed = [round(sum(c[k] * c[3] for c in seen) / alpha) if alpha else 0 for k in range(3)]
    return bytes(mixed + [round(alpha / len(seen))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "icon.png"), "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
