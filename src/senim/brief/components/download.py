"""Tables to take away: a CSV inside the page, so that one mailed file holds everything."""

from __future__ import annotations

from pandas import DataFrame

from senim.brief.markup import Html, element
from senim.brief.page import Page
from senim.brief.spreadsheet import csv_address, neutral_frame


def csv_link(page: Page, frame: DataFrame, name: str) -> Html:
    """Write a link that saves a table as CSV.

    Parameters
    ----------
    page : Page
        The page.
    frame : DataFrame
        The table; its columns keep their English names in the file.
    name : str
        File name without ending.

    Returns
    -------
    Html
        A link whose address is the file itself.
    """
    text = neutral_frame(frame).to_csv(index=False, lineterminator="\n", float_format="%.5g")
    return element("a", page.text("chart.csv"), href=csv_address(text), download=f"{name}.csv")
