"""The CSV reader: every field as delivered, and the physical line on which its row begins."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.grammar import Format
from ingest.readers import FileRefused, csv_reader, open_rows

FIELDS = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from('",\r\n;é\t '), max_size=8)


def rows_and_misfits(path, **form):
    rows, misfits = [], []
    with open_rows(path, Format(**form)) as reader:
        for batch in reader.batches():
            columns = [column.to_pylist() for column in batch.rows.columns]
            rows += [(line, *fields) for *fields, line in zip(*columns, strict=True)]
            misfits += [(misfit.line, misfit.text, misfit.fields) for misfit in batch.misfits]
        return reader.header, rows, misfits


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(csv_reader, "BLOCK_BYTES", (64, 4096))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file.csv"


def test_lines_count_on_through_quoted_line_ends_and_blank_lines(path):
    path.write_bytes(b'a,b\n1,x\n\n2,"y\n\ny\r\ny\ry"\n\r\n\n3,z\n')
    _, rows, misfits = rows_and_misfits(path)
    assert rows == [(2, "1", "x"), (4, "2", "y\n\ny\r\ny\ry"), (11, "3", "z")]
    assert misfits == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end(path, line_end):
    path.write_bytes(line_end.join(["", "", "a,b", "1,x", "", "2,y", ""]).encode())
    header, rows, _ = rows_and_misfits(path)
    assert header == ("a", "b")
    assert rows == [(4, "1", "x"), (6, "2", "y")]


def test_header_of_several_lines(path):
    path.write_bytes(b'"a\n\nb",c\n1,2\n')
    assert rows_and_misfits(path)[:2] == (("a\n\nb", "c"), [(4, "1", "2")])


def test_rows_that_do_not_fit_the_header_are_named_with_line_and_text(path, small_blocks):
    path.write_bytes(b'a,b\n1,2\n3\n"x\n\nx",5,6\n\n7,8\n' + b"9,9\n" * 40 + b"5\n1,2")
    _, rows, misfits = rows_and_misfits(path)
    assert misfits == [(3, "3", 1), (4, '"x\n\nx",5,6', 3), (49, "5", 1)]
    assert [line for line, *_ in rows] == [2, 8, *range(9, 49), 50]


def test_file_of_one_column_has_blank_lines_and_empty_values(path):
    path.write_bytes(b'a\n1\n\n""\n2\n\n')
    assert rows_and_misfits(path)[1] == [(2, "1"), (4, ""), (5, "2")]


def test_row_longer_than_a_block_is_read_with_larger_blocks_and_nothing_comes_twice(path, small_blocks):
    long = "x" * 3000
    path.write_bytes(b"a,b\n" + b"1,2\n\n3\n" * 50 + f'5,"{long}\n"\n'.encode() + b"7,8\n")
    _, rows, misfits = rows_and_misfits(path)
    assert rows[:50] == [(2 + 3 * i, "1", "2") for i in range(50)]
    assert rows[50:] == [(152, "5", long + "\n"), (154, "7", "8")]
    assert misfits == [(4 + 3 * i, "3", 1) for i in range(50)]


def test_field_of_ten_megabytes(path):
    long = "x" * 10_000_000
    path.write_bytes(f"a,b\n1,2\n3,{long}\n5,6\n".encode())
    assert rows_and_misfits(path)[1] == [(2, "1", "2"), (3, "3", long), (4, "5", "6")]


def test_header_longer_than_a_block(path, small_blocks):
    path.write_bytes(("a" * 500 + ",b\n1,2\n").encode())
    assert rows_and_misfits(path)[1] == [(2, "1", "2")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "\ufeffname,b\nZoë,1\n"),
        ("utf-8-sig", "\ufeffname,b\nZoë,1\n"),
        ("gb18030", "名,b\n張三,1\n"),
        ("latin-1", "name,b\nZoë,1\n"),
        ("utf-16", "name,b\nZoë,1\n"),
        ("utf-16-le", "\ufeffname,b\nZoë,1\n"),
    ],
)
def test_encodings(path, encoding, text):
    path.write_bytes(text.encode("utf-8" if encoding == "utf-8-sig" else encoding))
    header, rows, _ = rows_and_misfits(path, encoding=encoding)
    expected = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert header == tuple(expected[0])
    assert rows == [(2, *expected[1])]


def test_delimiter_and_quote(path):
    path.write_bytes(b"a;b\n'x;\ny';2\n")
    assert rows_and_misfits(path, delimiter=";", quote="'")[1] == [(2, "x;\ny", "2")]
    path.write_bytes(b'a\tb\n"x\t2\n')
    assert rows_and_misfits(path, delimiter="\t", quote="none")[1] == [(2, '"x', "2")]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    rows=st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(FIELDS, min_size=width, max_size=width))),
    dialect=st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),  # others leave \r bare
)
def test_what_the_csv_module_writes_comes_back_with_its_lines(path, small_blocks, rows, dialect):
    width = len(rows[0]) if rows else 1
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=dialect[0], quoting=dialect[1])
    writer.writerow([f"column {position}" for position in range(width)])
    expected = []
    for row in rows:
        line = 1 + text.getvalue().replace("\r\n", "\n").replace("\r", "\n").count("\n")
        expected.append((line, *row))
        writer.writerow(row)
    path.write_bytes(text.getvalue().encode())
    header, found, misfits = rows_and_misfits(path)
    assert (len(header), found, misfits) == (width, expected, [])


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", None, "the file is empty"),
        (b"\n\r\n", None, "the file is empty"),
        (b"\xef\xbb\xbf", None, "the file is empty"),
        (b"a,b\n1,2\n3", 3, "cut off: its last row has 1 field, the header has 2"),
        (b"a,b\n1,2\n\n3,4\n\n5", 6, "cut off"),
        (b'a,b\n1,2\n3,"4', 3, "opened and never closed"),
        (b'a,b\n1,2\n3,"4\n', 3, "opened and never closed"),
        (b'a,b\n1,2\n"3\n\n4,5\n', 3, "opened and never closed"),
        (b'a\n1\n"2\n3\n', 3, "opened and never closed"),
        (b'"a,b\n1,2\n', 1, "opened and never closed"),
        (b"a,b\n1,2\n3,\xff\n", 3, "byte 10 of the file is no utf-8 text"),
        (b"a,b\n1,2\n3,\xc3", 3, "byte 10 of the file, where the file is cut off, is no utf-8 text"),
        (b"a,b\n1,2\n\n3,\0\n", 4, "NUL"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_its_line(path, content, line, reason):
    path.write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        rows_and_misfits(path)
    assert (caught.value.line, reason in caught.value.reason) == (line, True), caught.value


def test_undecodable_byte_far_into_the_file(path):
    path.write_bytes(b"a,b\r\n" + b"1,2\r\n" * 600_000 + b"\xfe,4\r\n")
    with pytest.raises(FileRefused, match="byte 3000005 of the file is no utf-8 text") as caught:
        rows_and_misfits(path)
    assert caught.value.line == 600_002


def test_other_encodings_name_the_byte_too(path):
    path.write_bytes("a,b\n1,é\n".encode("utf-16") + b"\x00\xd8,\0")
    with pytest.raises(FileRefused, match="byte 18 of the file is no utf-16 text") as caught:
        rows_and_misfits(path, encoding="utf-16")
    assert caught.value.line == 3


def test_quote_never_closed_in_a_large_file(path, small_blocks):
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100 + b'3,"4\n' + b"1,2\n" * 2000)
    with pytest.raises(FileRefused, match="never closed") as caught:
        rows_and_misfits(path)
    assert caught.value.line == 102


def test_endless_rows_that_do_not_fit_are_refused_not_kept_in_memory(path, monkeypatch):
    monkeypatch.setattr("ingest.readers.csv_reading.MOST_WAITING_BYTES", 20_600)
    path.write_bytes(b"a,b\n1,2\n" + b"secret\n" * 101)
    with pytest.raises(FileRefused, match="101 rows in succession are blank or have not") as caught:
        rows_and_misfits(path)
    assert caught.value.line == 1
    assert "secret" not in str(caught.value)


def test_unreadable_file(path):
    with pytest.raises(FileRefused, match="cannot be read"):
        rows_and_misfits(path)
