from __future__ import annotations

import base64
import io
import json
import random

import nbformat
import pytest
from PIL import Image, ImageDraw, ImageFont

from minutebook.files import ROOT
from minutebook.running.notebooks import Node, as_bytes, keep_pictures, normalised, pictures_agree
from toy_notebooks import code, display, markdown, notebook, stream


def noisy() -> Node:
    outputs = [
        stream("a"),
        stream("b\n"),
        stream(
            f"{ROOT}/lib/x.py <object at 0x7f001122aabb>\n/tmp/ipykernel_12/34.py:1: Warning",
            "stderr",
        ),
        display(image_png="aGk=\n", text_plain="<Figure>"),
    ]
    first = code("x", "parameters", count=1, outputs=outputs)
    first["metadata"] |= {"papermill": {"duration": 1.2}, "execution": {}, "collapsed": True}
    node = notebook(markdown("# é"), first | {"id": "abc"}, code("y") | {"metadata": {"tags": []}})
    node["metadata"] = {
        "kernelspec": {"name": "my-env"},
        "language_info": {"version": "3.11.7"},
        "papermill": {},
        "title": "T",
    }
    return node


def test_normalising_takes_out_machine_and_moment_and_is_stable() -> None:
    node = normalised(noisy())
    assert node["metadata"]["kernelspec"]["name"] == "python3"
    assert node["metadata"]["title"] == "T"
    assert "version" not in node["metadata"]["language_info"]
    cell = node["cells"][1]
    assert (cell["id"], cell["metadata"], cell["execution_count"]) == ("cell-2", {"tags": ["parameters"]}, 1)
    assert [o["text"] for o in cell["outputs"][:2]] == ["ab\n", "lib/x.py <object at 0x…>\n<cell>:1: Warning"]
    assert node["cells"][2]["metadata"] == {}
    assert as_bytes(normalised(json.loads(as_bytes(node)))) == as_bytes(node)


def test_notebooks_are_written_as_nbformat_writes_them() -> None:
    node = nbformat.from_dict(normalised(noisy()))  # type: ignore[no-untyped-call]
    nbformat.validate(node)
    assert as_bytes(normalised(noisy())).decode() == nbformat.writes(node) + "\n"  # type: ignore[no-untyped-call]


def picture(width: int = 100, dots: int = 0, level: int = 255) -> bytes:
    image = Image.new("RGB", (width, 100), "white")
    for dot in range(dots):
        image.putpixel((dot % 100, dot // 100), (level, level, level))
    return png(image)


def written(text: str, left: int = 10, ink: str = "black") -> Image.Image:
    """A large picture that holds a little text, 11 pixels high."""
    image = Image.new("RGB", (1080, 432), "white")
    ImageDraw.Draw(image).text((left, 20), text, ink, ImageFont.load_default(11))
    return image


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("width", "dots", "level", "agree"),
    [
        (100, 0, 255, True),
        (100, 10000, 255 - 8, True),
        (100, 1, 255 - 32, True),
        (100, 1, 0, False),
        (100, 10000, 255 - 16, False),
        (101, 0, 255, False),
    ],
)
def test_pictures_agree_within_a_small_tolerance(width: int, dots: int, level: int, agree: bool) -> None:
    assert pictures_agree(picture(), picture(width, dots, level)) is agree


@pytest.mark.parametrize("ink", ["black", "grey", "silver"])
@pytest.mark.parametrize("left", range(8))
def test_a_picture_with_one_other_digit_or_no_point_does_not_agree(left: int, ink: str) -> None:
    before = png(written("£10.6m", left, ink))
    for other in (*(f"£10.{digit}m" for digit in range(10) if digit != 6), "£106m", "£10,6m", "-£10.6m"):
        assert not pictures_agree(before, png(written(other, left, ink))), other


def test_a_picture_with_a_little_noise_everywhere_agrees() -> None:
    levels = random.Random(1)  # noqa: S311
    before = written("£10.6m").convert("L").point([max(8, min(247, level)) for level in range(256)])
    noise = bytes(level + levels.randint(-8, 8) for level in before.tobytes())
    assert pictures_agree(png(before), png(Image.frombytes("L", before.size, noise)))


def test_a_picture_that_agrees_is_kept_and_one_that_does_not_is_replaced() -> None:
    images = (picture(dots=n, level=level) for n, level in ((0, 255), (50, 250), (50, 0)))
    old, near, far = (base64.b64encode(image).decode() for image in images)
    before = normalised(notebook(code("x", outputs=[display(image_png=old), display(image_png=old)])))
    after = normalised(notebook(code("x", outputs=[display(image_png=near), display(image_png=far)])))
    kept = [output["data"]["image/png"] for output in keep_pictures(after, before)["cells"][0]["outputs"]]
    assert kept == [old, far]
