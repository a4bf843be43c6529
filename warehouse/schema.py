"""The tables of the warehouse: columns, types, keys and the comment that explains each of them.

No foreign keys, no indexes, no upserts: DuckDB refuses ordinary reloads on tables that have them
(https://github.com/Mause/duckdb_engine/issues/1379, https://github.com/duckdb/duckdb/issues/23645).
`checks/` looks for orphans and duplicate keys instead.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from duckdb_sqlalchemy import Dialect
from duckdb_sqlalchemy.datatypes import Struct
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.schema import CreateTable, DDLElement, SetColumnComment, SetTableComment

STEPS = Path(__file__).parent / "steps"
# Raised when an older program would misread a file.
FORMAT = 1

# Amounts of up to 10^15 yuan, rates with two to four decimals: eighteen digits before the point, six after.
NUMBER = Numeric(24, 6)
INSTANT = DateTime(timezone=True)

metadata = MetaData()

jurisdiction = Table(
    "jurisdiction",
    metadata,
    Column("jurisdiction_code", Text, nullable=False, comment="GB/T 2260 code; 99xxxx is fictitious"),
    Column("name", Text, comment="Name of the place"),
    Column("level", Text, comment="province, prefecture, county or township"),
    Column("province", Text, comment="Name of the province it lies in"),
    Column("prefecture", Text, comment="Name of the prefecture it lies in"),
    Column("parent_code", Text, comment="Code of the place above it, where that place is in this table"),
    info={"key": ("jurisdiction_code",)},
    comment="Places that a source or a text names, and the places above them",
)

body = Table(
    "body",
    metadata,
    Column("body_id", Text, nullable=False, comment="Key: jurisdiction code, kind, and name unless a government"),
    Column("jurisdiction_code", Text, nullable=False, comment="Place the body belongs to"),
    Column("kind", Text, nullable=False, comment="government, department, township, party_organ or zone"),
    Column("name", Text, comment="Name as the register declares it, else as most of its texts write it"),
    Column("parent_id", Text, comment="Government the body belongs to or answers to, where it is in this table"),
    Column("registered", Boolean, nullable=False, comment="Whether a source in the register is this body's site"),
    info={"key": ("body_id",)},
    comment="Who reports: a government, department, township, Party organ or zone",
)

source = Table(
    "source",
    metadata,
    Column("source_id", Text, nullable=False, comment="Name of the register entry; inbox for files by hand"),
    Column("province", Text, comment="Folder of the register the source lies in"),
    Column("url", Text, comment="Home page"),
    Column("dialect", Text, comment="CMS family whose listing and article formats the site speaks"),
    Column("body_id", Text, comment="Body whose site this is"),
    Column("jurisdiction_code", Text, comment="Place of that body"),
    Column("registered", Boolean, nullable=False, comment="Whether the register still declares the source"),
    Column("remark", Text, comment="What the register says about the site"),
    Column("failing_since", INSTANT, comment="When it began to fail (UTC); null while its lists show reports"),
    Column("failing_url", Text, comment="List, or blocked page, at which it fails"),
    Column("failing_outcome", Text, comment="What came instead; null where a list came without the reports it had"),
    Column("failing_reason", Text, comment="More on that"),
    info={"key": ("source_id",)},
    comment="One site from which pages are collected",
)

capture = Table(
    "capture",
    metadata,
    Column("capture_id", Text, nullable=False, comment="WARC-Record-ID of the response or file"),
    Column("source_id", Text, nullable=False, comment="Source it was collected from"),
    Column("document_id", Text, comment="Document it is a capture of, once it went through the transforms"),
    Column("version_id", Text, comment="Text that it carries"),
    Column("url", Text, nullable=False, comment="Canonical URL"),
    Column("kind", Text, nullable=False, comment="listing, article, attachment or file"),
    Column("outcome", Text, nullable=False, comment="ok, gone, soft_404, robots_denied, unreachable and so on"),
    Column("http_status", Integer, comment="HTTP status, where a server answered"),
    Column("captured_at", INSTANT, nullable=False, comment="When this was first seen (UTC)"),
    Column("returned_at", INSTANT, comment="When the page last came back to this after it had shown another (UTC)"),
    Column("media_type", Text, comment="Content-Type as the server gave it"),
    Column("payload_sha256", Text, comment="SHA-256 of the payload"),
    Column("payload_bytes", BigInteger, comment="Size of the payload in bytes"),
    Column("listing_title", Text, comment="Title in the row of the column page, one cut off there in full"),
    Column("listing_date", Text, comment="Date in the row of the column page, as it stands there"),
    Column("page_url", Text, comment="Article that an attachment belongs to, or column that a list page continues"),
    Column("tls", Text, comment="legacy where the host's certificate was not checked"),
    Column("warc_path", Text, comment="Archive file, relative to the data folder"),
    Column("warc_offset", BigInteger, comment="Byte offset of the record in the archive file"),
    Column("reason", Text, comment="Why the outcome is not ok"),
    Column("batch", Text, comment="Batch in which it went through the transforms"),
    Column("site_compromised", Boolean, comment="Whether its text carries injected advertising"),
    Column("refused", Text, comment="Why the transforms refused it"),
    info={"key": ("capture_id",)},
    comment="One response or file, kept byte for byte; the first sight of each distinct payload and outcome",
)

document = Table(
    "document",
    metadata,
    Column("document_id", Text, nullable=False, comment="Key: canonical URL"),
    Column("source_id", Text, nullable=False, comment="Source that first led to it"),
    Column("url", Text, nullable=False, comment="Canonical URL"),
    Column("kind", Text, nullable=False, comment="article or file"),
    Column("doc_kind", Text, comment="Kind of the text it shows; null when it was refused"),
    Column("captures", Integer, nullable=False, comment="Distinct payloads seen at this URL"),
    Column("first_captured_at", INSTANT, nullable=False, comment="First sight (UTC)"),
    Column("last_captured_at", INSTANT, nullable=False, comment="First sight of its newest payload (UTC)"),
    Column("refused", Text, comment="Why the transforms refused the payload it shows"),
    Column("gone_since", INSTANT, comment="When the site was first seen to have removed it (UTC); its texts stay here"),
    info={"key": ("document_id",)},
    comment="One canonical URL or file that went through the transforms",
)

version = Table(
    "version",
    metadata,
    Column("version_id", Text, nullable=False, comment="Key: document, folded title and body text"),
    Column("document_id", Text, nullable=False, comment="Document whose text this is"),
    Column("capture_id", Text, nullable=False, comment="First capture of this text"),
    Column("body_id", Text, comment="Body that reports; null where the text does not say"),
    Column("jurisdiction_code", Text, comment="Place of that body"),
    Column("report_year", Integer, comment="Year reported on"),
    Column(
        "doc_kind",
        Text,
        nullable=False,
        comment="annual_report, news_article, interpretation, plan and so on",
    ),
    Column("title", Text, comment="Title as printed"),
    Column("published_on", Date, comment="Day of publication that the page gives"),
    Column(
        "published_kind",
        Text,
        comment="How far that day can be trusted: published (the page calls it so), listed, written or signed",
    ),
    Column("index_number", Text, comment="索引号 of the page"),
    Column("document_number", Text, comment="文号 of the page"),
    Column("issuing_body", Text, comment="Who publishes, as the page says"),
    Column("reporting_body", Text, comment="Who reports, as the text says"),
    Column("body_kind", Text, comment="Kind of the reporting body"),
    Column("site_compromised", Boolean, nullable=False, comment="Whether injected advertising stands in the text"),
    Column("truncated", Boolean, nullable=False, comment="Whether the text breaks off"),
    Column(
        "placed_by_register",
        Boolean,
        nullable=False,
        comment="Whether body and code come from the register, since the table of divisions does not hold the place",
    ),
    Column("fields", JSON, comment="For each field of the head: value, where it came from, losing candidates"),
    Column(
        "source_text",
        Text,
        nullable=False,
        comment="Text as extracted, before cleaning; all offsets count in it",
    ),
    Column(
        "flags",
        ARRAY(Text),
        nullable=False,
        comment="Signs of a doctored copy: keyword_deletion, splice, other_domain, masked, miscoded",
    ),
    Column("text_hash", Text, nullable=False, comment="Hash of the folded body: equal texts, wherever they stand"),
    Column("minhash", ARRAY(BigInteger), nullable=False, comment="MinHash of the body's shingles: like texts"),
    Column(
        "copy_grade",
        Text,
        comment="official: on the body's own registered site; repost: found elsewhere; compromised: with adverts in it",
    ),
    Column("valid_from", INSTANT, nullable=False, comment="First capture of this text at this URL (UTC)"),
    Column(
        "valid_to",
        INSTANT,
        comment="When another text of the same body and year last took its place (UTC); null for the current text",
    ),
    Column("rules_version", Text, nullable=False, comment="Hash of the code and rules that read it"),
    info={"key": ("version_id",)},
    comment="One distinct text of a document over time",
)

text_copy = Table(
    "text_copy",
    metadata,
    Column("version_id", Text, nullable=False, comment="Current text that is not counted as a report"),
    Column("copy_of", Text, nullable=False, comment="Version that is the report"),
    Column("reason", Text, nullable=False, comment="same_text, near_text or same_body_and_year"),
    Column("likeness", Double, comment="Estimated part of the texts' shingles in common; null below a half"),
    info={"key": ("version_id",)},
    comment="Further current texts of a report, each with the reason why it is a copy",
)

line = Table(
    "line",
    metadata,
    Column("version_id", Text, nullable=False, comment="Version it belongs to"),
    Column("n", Integer, nullable=False, comment="Line number, from 1"),
    Column("source_start", Integer, nullable=False, comment="Offset of its first character in the source text"),
    Column("source_end", Integer, nullable=False, comment="Offset behind its last character"),
    Column("label", Text, nullable=False, comment="body, title, meta, nav, tool, ad, byline or blank"),
    Column("rule", Text, nullable=False, comment="Rule that gave the label"),
    Column(
        "cuts",
        ARRAY(Struct([("start", Integer()), ("end", Integer()), ("rule", Text())])),
        nullable=False,
        comment="Foreign spans inside a line that is kept; offsets into the line",
    ),
    info={"key": ("version_id", "n")},
    comment="A line of a version's source text, with its label and the rule behind it",
)

section = Table(
    "section",
    metadata,
    Column("section_id", Text, nullable=False, comment="Key: version, path, ordinal where the path repeats"),
    Column("version_id", Text, nullable=False, comment="Version it belongs to"),
    Column("path", Text, nullable=False, comment="Place in the heading tree, as 1.2.3"),
    Column("ordinal", Integer, nullable=False, comment="1 unless the path repeats in the version"),
    Column("level", Integer, nullable=False, comment="Depth of the path"),
    Column("marker", Text, nullable=False, comment="Heading number as printed"),
    Column("heading", Text, nullable=False, comment="Heading after the marker"),
    Column("theme", Text, nullable=False, comment="achievements, problems, plans, first_responsible or other"),
    Column("source_start", Integer, nullable=False, comment="Offset of the marker in the source text"),
    Column("source_end", Integer, nullable=False, comment="Offset behind the section's content"),
    info={"key": ("section_id",)},
    comment="A node of a version's heading tree",
)

quantity = Table(
    "quantity",
    metadata,
    Column("quantity_id", Text, nullable=False, comment="Key: version, raw, ordinal of that raw, role, indicator"),
    Column("version_id", Text, nullable=False, comment="Version it stands in"),
    Column("section_path", Text, nullable=False, comment="Path of its section; 0 before the first heading"),
    Column("source_start", Integer, nullable=False, comment="Offset of its first character in the source text"),
    Column("source_end", Integer, nullable=False, comment="Offset behind its last character"),
    Column("raw", Text, nullable=False, comment="The evidence itself, as printed"),
    Column("ordinal", Integer, nullable=False, comment="How many times this raw text has occurred so far, from 1"),
    Column("value", NUMBER, comment="Value, 万 and 亿 expanded, changes signed, percent in percent"),
    Column("value_low", NUMBER, comment="Lower end of a stated range"),
    Column("value_high", NUMBER, comment="Upper end of a stated range"),
    Column("unit", Text, comment="Unit as printed"),
    Column("unit_norm", Text, comment="Unit of the value, with 万元 and 亿元 as 元"),
    Column("role", Text, nullable=False, comment="level, rate, yoy_change, rank, cumulative, baseline or target"),
    Column("cmp", Text, nullable=False, comment="eq, gt, ge, lt, le or approx: how the text qualifies the value"),
    Column("qualifier", Text, comment="Words that qualify it, such as the field of a ranking"),
    Column("period", Text, comment="ISO period the value is of, such as 2023 or 2021-01/2023-12"),
    Column("period_start", Date, comment="First day of the period"),
    Column("period_end", Date, comment="Last day of the period"),
    Column("subject", Text, comment="What is counted, in the text's own words"),
    Column("scope", Text, comment="Whose number it is: own, territory, departments, courts; null where unsaid"),
    Column("indicator_code", Text, comment="Indicator it is a value of; null where none fits"),
    Column("candidates", ARRAY(Text), nullable=False, comment="Other indicators that were considered"),
    Column("breakdown", Text, comment="Part of the whole that the value is of, such as 合计 or 部门"),
    Column(
        "rule",
        Text,
        nullable=False,
        comment="Rule that found it, and after a slash the one that gave the code; /correction: a person did",
    ),
    Column("doubt", Text, comment="Why a person should look at it: ambiguous, unreconciled, or what makes it unlikely"),
    info={"key": ("quantity_id",)},
    comment="A number that a text asserts as a fact, with its evidence",
)

indicator = Table(
    "indicator",
    metadata,
    Column("indicator_code", Text, nullable=False, comment="Code in the catalogue"),
    Column("zh_name", Text, nullable=False, comment="Name in Chinese"),
    Column("en_name", Text, nullable=False, comment="Name in English"),
    Column("theme", Text, nullable=False, comment="Chapter of the 2021-2025 outline it belongs to"),
    Column("unit", Text, comment="Unit its values are usually given in"),
    Column("kind", Text, nullable=False, comment="count, rate, amount, days or rank"),
    Column("direction", Text, nullable=False, comment="higher_better, lower_better or neutral"),
    Column(
        "breaks",
        ARRAY(Struct([("year", Integer()), ("why", Text())])),
        nullable=False,
        comment="Report years from which it means something else, with the reason; no series goes across",
    ),
    info={"key": ("indicator_code",)},
    comment="The catalogue of indicators",
)

check_result = Table(
    "check_result",
    metadata,
    Column(
        "check_name",
        Text,
        nullable=False,
        comment="arithmetic for a text's own sums, else the file in checks/",
    ),
    Column(
        "severity",
        Text,
        nullable=False,
        comment="note where a sum holds, flag where something deserves a look",
    ),
    Column("version_id", Text, comment="Version concerned, where it is one"),
    Column("expression", Text, comment="Sum or ratio that the text allows"),
    Column("stated", NUMBER, comment="Result as the text states it"),
    Column("holds", Boolean, nullable=False, comment="Whether it holds"),
    Column("quantity_ids", ARRAY(Text), comment="Quantities that take part"),
    Column("detail", JSON, comment="The offending row"),
    info={"key": ("check_name", "version_id", "expression", "quantity_ids", "detail")},
    comment="What the texts' own arithmetic and the checks of the warehouse say",
)

correction = Table(
    "correction",
    metadata,
    Column("url", Text, nullable=False, comment="Document"),
    Column("raw", Text, comment="The number that was read wrongly, as printed; null for a field of the document"),
    Column("ordinal", Integer, comment="How many times these characters were read as a number so far, from 1"),
    Column("field", Text, nullable=False, comment="Field that is wrong; withdraw: it is no fact at all"),
    Column("expect", Text, comment="What the page said when it was judged"),
    Column("value", Text, comment="What is right; null for unknown"),
    Column("reason", Text, nullable=False, comment="Why"),
    Column("status", Text, nullable=False, comment="open, reported to the body, or confirmed by it"),
    Column("state", Text, nullable=False, comment="applied; mended: the page says something else now; unseen"),
    info={"key": ("url", "field", "raw", "ordinal")},
    comment="What a person has judged to be wrong on a page, or read wrongly from it (rules/corrections.yml)",
)

hold = Table(
    "hold",
    metadata,
    Column("source_id", Text, nullable=False, comment="Source whose news wait"),
    Column("check_name", Text, nullable=False, comment="File in checks/ that holds it back"),
    Column("why", Text, nullable=False, comment="Reason of that check"),
    Column("detail", JSON, nullable=False, comment="What the check found"),
    Column("since", INSTANT, nullable=False, comment="When it was first held back (UTC)"),
    Column("batches", ARRAY(Text), nullable=False, comment="Staged batches with rows that wait"),
    info={"key": ("source_id", "check_name")},
    comment="Sources that changed beyond reason: their last accepted rows stay, what is new waits for a person",
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("url", Text, nullable=False, comment="Address of what was removed"),
    Column("document_id", Text, nullable=False, comment="Document it was"),
    Column("reason", Text, nullable=False, comment="Why it was removed"),
    Column("forgotten_at", INSTANT, nullable=False, comment="When that was decided (UTC)"),
    info={"key": ("document_id",)},
    comment="Documents that were removed from the warehouse for good (python -m warehouse forget)",
)

run = Table(
    "run",
    metadata,
    Column("run_id", Text, nullable=False, comment="Name of the building file"),
    Column("started_at", INSTANT, nullable=False, comment="Start of the load (UTC)"),
    Column("finished_at", INSTANT, nullable=False, comment="End of the load (UTC)"),
    Column("checked_at", INSTANT, comment="When the gate let it pass (UTC)"),
    Column("rebuilt", Boolean, comment="Whether it started empty instead of from a snapshot"),
    Column("partial", Boolean, comment="Whether it left out planned batches: a trial, which is never published"),
    Column("batches", Integer, comment="Staged batches that it added"),
    Column("schema_version", Text, comment="Hash of the tables and of the load"),
    Column("rules_version", Text, comment="Hash of the code and rules of the transforms"),
    Column("views_version", Text, comment="Hash of the views and checks"),
    Column("fingerprint", Text, comment="Hash of the content: equal content, equal fingerprint"),
    Column("format", Integer, comment="Form of the file; a program refuses a higher one than it knows"),
    info={"key": ("run_id",)},
    comment="The loads behind this snapshot, those before a rebuild included; not content",
)


@cache
def ddl() -> str:
    """The statements that make an empty warehouse, comments included, in one transaction."""
    statements = [statement for table in metadata.sorted_tables for statement in _statements_of(table)]
    return ";\n".join(["BEGIN", *statements, "COMMIT"])


def schema_version() -> str:
    """Twelve hex digits over the tables, the load and what it sees: a snapshot of another one is rebuilt."""
    load = [*map(Path(__file__).with_name, ("load.py", "inputs.py", "holds.py")), *sorted(STEPS.glob("*.sql"))]
    texts = [path.read_text(encoding="utf-8") for path in load]
    return hashlib.sha256("\n".join([ddl(), *texts]).encode()).hexdigest()[:12]


def _statements_of(table: Table) -> list[str]:
    elements: list[DDLElement] = [CreateTable(table), SetTableComment(table)]
    elements += [SetColumnComment(column) for column in table.columns]
    return [str(element.compile(dialect=Dialect())).strip() for element in elements]
