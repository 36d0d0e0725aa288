"""Two equal runs leave equal notebooks."""

from __future__ import annotations

import json
from typing import Any

from papermill.translators import PythonTranslator

from senim.execution.canonical import canonical_notebook, notebook_text, printed, without_outputs


def executed(*, folder: str, time: str, random_id: str, number: int = 1) -> dict[str, Any]:
    injected = {
        "cell_type": "code",
        "id": random_id,
        "metadata": {"tags": ["injected-parameters"], "papermill": {"duration": time}},
        "source": f'# Parameters\nresults = "{folder}/results"\ndraws = 5\n',
        "outputs": [],
        "execution_count": 1,
    }
    output = {"output_type": "stream", "name": "stdout", "text": f"at {folder}/x <A at 0x7f{random_id}>\n"}
    output["text"] += f"/tmp/ipykernel_{number}/7.py:1: UserWarning: beware\n"
    shown = {
        **injected,
        "id": "c",
        "metadata": {"execution": {"t": time}},
        "source": "f()",
        "outputs": [output],
    }
    return {"cells": [injected, shown], "metadata": {"papermill": {"input_path": folder, "end_time": time}}}


def test_equal_runs_give_equal_bytes() -> None:
    one = executed(folder="/home/å/run one", time="1", random_id="aaaa11")
    two = executed(folder="/tmp/two", time="2", random_id="bbbb22", number=23)
    texts = [
        notebook_text(canonical_notebook(one, {"/home/å/run one": ".", "/home/å/run one/results": ""})),
        notebook_text(canonical_notebook(two, {"/tmp/two": ".", "/tmp/two/results": ""})),
    ]
    assert texts[0] == texts[1]
    assert 'results = \\"\\"' in texts[0]
    assert "papermill" not in texts[0].replace("injected-parameters", "")


def test_the_given_notebook_is_left_alone() -> None:
    notebook = executed(folder="/a", time="1", random_id="aaaa11")
    before = json.dumps(notebook)
    canonical_notebook(notebook, {"/a": ""})
    without_outputs(notebook)
    assert json.dumps(notebook) == before


def test_outputs_and_counts_are_removed_to_compare() -> None:
    stripped = without_outputs(executed(folder="/a", time="1", random_id="aaaa11"))
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in stripped["cells"])


def test_printed_in_order() -> None:
    text = printed(executed(folder="/a", time="1", random_id="aaaa11"))
    assert text.splitlines() == ["at /a/x <A at 0x7faaaa11>", "/tmp/ipykernel_1/7.py:1: UserWarning: beware"]


def test_a_folder_is_hidden_as_papermill_writes_it() -> None:
    """Papermill escapes what is not ASCII: a home folder in Kazakh must not stay in the notebook."""
    folder = '/home/Қайрат/"it\'s" a\\b'
    notebook = executed(folder=PythonTranslator.translate_str(folder)[1:-1], time="1", random_id="aaaa11")
    text = notebook_text(canonical_notebook(notebook, {folder: "."}))
    assert 'results = \\"./results\\"' in text
    assert "home" not in text


def test_where_the_kernel_cut_what_was_printed_makes_no_difference() -> None:
    def stream(name: str, text: str) -> dict[str, Any]:
        return {"name": name, "output_type": "stream", "text": [text]}

    shown = {"output_type": "display_data", "data": {}, "metadata": {}}
    cuts = [
        [stream("stdout", "a"), stream("stderr", "!"), stream("stdout", "\nb"), shown, stream("stdout", "c")],
        [stream("stderr", "!"), stream("stdout", "a\nb"), shown, stream("stdout", "c")],
    ]
    outputs = [
        canonical_notebook({"metadata": {}, "cells": [{"cell_type": "code", "outputs": cut}]})["cells"][0][
            "outputs"
        ]
        for cut in cuts
    ]
    assert outputs[0] == outputs[1]
    assert [output.get("text") for output in outputs[0]] == [["a\n", "b"], ["!"], None, ["c"]]
