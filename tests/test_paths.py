from senim.paths import project_root


def test_root_is_found_from_inside_named_or_installed(monkeypatch, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "senim"\n')
    inside = tmp_path / "notebooks"
    inside.mkdir()
    monkeypatch.delenv("SENIM_ROOT", raising=False)
    assert project_root(inside) == tmp_path
    monkeypatch.setenv("SENIM_ROOT", str(inside))
    assert project_root() == inside


def test_another_projects_folder_is_not_ours(monkeypatch, tmp_path):
    monkeypatch.delenv("SENIM_ROOT", raising=False)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\n')
    assert project_root(tmp_path) != tmp_path
    assert (project_root(tmp_path) / "scenarios").is_dir()
