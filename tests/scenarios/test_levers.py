from pathlib import Path

import yaml

from senim.paths import project_root
from senim.scenarios import SOFT_LEVERS, load_scenarios
from senim.scenarios.levers import LEVER_MODELS

PAGE = (project_root() / "docs" / "levers.md").read_text(encoding="utf-8")


def test_every_lever_and_field_is_documented():
    for model in LEVER_MODELS:
        for name, field in model.model_fields.items():
            if name != "lever":
                assert f"`{field.alias or name}`" in PAGE, f"{model.__name__}.{name}"
    for name in (*SOFT_LEVERS, "establishment_cut", "attestation", "pay", "hiring", "recording_change"):
        assert f"`{name}`" in PAGE, name


def test_the_documented_example_loads(tmp_path: Path):
    example = PAGE.split("```yaml")[1].split("```")[0]
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "my-option.yaml").write_text(example, encoding="utf-8")
    baseline = (project_root() / "scenarios" / "baseline.yaml").read_text(encoding="utf-8")
    (folder / "baseline.yaml").write_text(baseline, encoding="utf-8")
    assert yaml.safe_load(example)["id"] in load_scenarios(folder)
