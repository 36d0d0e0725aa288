"""What papermill finds under the name ``senim``: the engine, imported when it is used."""

from __future__ import annotations

from typing import Any


class OfferedEngine:
    """Stands for `SenimEngine` in papermill's list of engines.

    Papermill loads every engine while it is itself being imported; the engine imports papermill, so
    whichever of the two came first would find the other half made.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **settings: Any) -> Any:
        """Run a notebook.

        Parameters
        ----------
        nb : NotebookNode
            The notebook.
        kernel_name : str
            Name of its kernel.
        **settings
            Passed to the engine.

        Returns
        -------
        NotebookNode
            The executed notebook.
        """
        return cls._engine().execute_notebook(nb, kernel_name, **settings)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Name the kernel of a notebook.

        Parameters
        ----------
        nb : NotebookNode
            The notebook.
        name : str, optional
            What was asked for.

        Returns
        -------
        str
            The name.
        """
        return str(cls._engine().nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Name the language of a notebook.

        Parameters
        ----------
        nb : NotebookNode
            The notebook.
        language : str, optional
            What was asked for.

        Returns
        -------
        str
            The language.
        """
        return str(cls._engine().nb_language(nb, language))

    @staticmethod
    def _engine() -> Any:
        from senim.execution.engine import SenimEngine

        return SenimEngine
