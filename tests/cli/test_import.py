"""``minlint import``: manifests drafted from fides resources and from data contracts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint import manifest, taxonomy
from minlint.exchange import fides, odcs
from minlint.exchange.foreign import Foreign

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

FIDES = """\
system:
  - fides_key: shop_web
    name: Web shop
    organization_fides_key: default_organization
    description: Takes orders.
    system_type: Service
    legal_name: Example Shop Ltd
    privacy_declarations:
      - name: Fulfil orders
        data_categories:
          - user.name
          - user.contact.email
          - user.contact.address
          - user.contact.adress.street
        data_use: essential.service
        data_subjects: [customer]
        dataset_references: [shop_db]
        legal_basis_for_processing: Contract
        retention_period: 2 years
        third_parties: the parcel service
        cookies: [{name: basket}]
      - name: Fulfil orders
        data_categories: [user.health_and_medical]
        data_use: marketing.advertising
        data_subjects: [customer]
        dataset_references: [shop_db, crm]
        legal_basis_for_processing: Consent
        special_category_legal_basis: Explicit consent
        retention_period: until no longer useful
dataset:
  - fides_key: shop_db
    name: Shop database
    collections:
      - name: customers
        fields:
          - name: email
            data_categories: [user.contact.email]
          - name: created
            data_categories: [system.operations]
          - name: address
            fields:
              - name: city
                data_categories: [user.contact.address.city, user.location]
policy:
  - fides_key: ads
    rules:
      - name: no health in ads
        data_categories: {matches: ANY, values: [user.health_and_medical, user.biometric]}
        data_uses: {matches: ANY, values: [marketing]}
        data_subjects: {matches: ANY, values: [customer]}
        data_qualifier: aggregated
      - name: odd
        data_categories: {matches: ALL, values: [user.name]}
"""
ODCS = """\
apiVersion: v3.0.2
kind: DataContract
id: 53581432-6c55-4ba2-a65f-72344a91553a
name: Customer orders
version: 1.1.0
status: active
domain: sales
description:
  purpose: Deliver what customers ordered in the web shop and tell them when it arrives.
  limitations: Not for marketing.
schema:
  - name: Customers
    physicalName: tbl_customers
    tags: [sales]
    properties:
      - name: email
        logicalType: string
        classification: confidential
        tags: [pii, user.contact.email]
      - name: born
        logicalType: date
        classification: restricted
      - name: address
        logicalType: object
        properties:
          - name: city
            customProperties:
              - {property: dataCategory, value: user.contact.address.city}
      - name: phones
        logicalType: array
        items:
          logicalType: object
          properties:
            - {name: number, tags: [user.contact.phone_nmber]}
      - name: total
        logicalType: number
        quality: [{type: library, rule: nullCheck}]
slaProperties:
  - {property: latency, value: 4, unit: d}
  - {property: retention, value: 3, unit: y, element: Customers.email}
team:
  - {username: mira@shop.example, role: Owner}
"""


@pytest.fixture
def shop(tree: Tree) -> Tree:
    tree.write("privacy.yml", FIDES)
    tree.write("orders.yaml", ODCS)
    return tree


def drafted(text: str) -> manifest.model.Manifest:
    return manifest.parse(text)


def test_declarations_are_purposes(shop: Tree) -> None:
    ran = shop.run("import", "fides", "privacy.yml")
    assert ran.status == 0
    orders, ads = drafted(ran.out).purposes.values()
    assert (orders.id, ads.id) == ("fulfil-orders", "shop-web-fulfil-orders")
    assert orders.statement.startswith("TODO: Fulfil orders, for essential.service (Web shop)")
    assert [entry.categories for entry in orders.necessary] == [
        ("user.name",),
        ("user.contact.email",),
        ("user.contact.address",),
    ]
    assert (orders.subjects, orders.lawful_basis, orders.recipients) == (
        ("customer",),
        "contract",
        ("the parcel service",),
    )
    assert orders.retention is not None and orders.retention.days == 730.5
    assert (ads.lawful_basis, ads.special_category_basis) == ("consent", "9(2)(a)")


def test_datasets_are_bindings(shop: Tree) -> None:
    (binding,) = drafted(shop.run("import", "fides", "privacy.yml").out).bindings
    assert (binding.records, binding.purposes) == (("customers",), ("fulfil-orders", "shop-web-fulfil-orders"))
    assert binding.source == "**"
    assert {field.field: field.categories for field in binding.fields} == {
        "customers.email": ("user.contact.email",),
        "customers.address.city": ("user.contact.address.city", "user.location"),
    }


def test_policies_forbid_what_a_purpose_of_that_use_does_not_name(shop: Tree) -> None:
    ran = shop.run("import", "fides", "privacy.yml")
    said = drafted(ran.out).purposes
    assert [key for key, _ in said["shop-web-fulfil-orders"].forbidden] == ["user.biometric"]
    assert said["fulfil-orders"].forbidden == ()
    assert "TODO user.health_and_medical is necessary here, and the rule no health in ads of the policy ads" in ran.out


@pytest.mark.parametrize(
    "said",
    [
        "# not carried over from the system shop_web: legal_name",
        "# not carried over from its declaration: cookies",
        "# not carried over: the rule odd of the policy ads;",
        "# not carried over from the rule no health in ads of the policy ads: data_qualifier",
        "# TODO the dataset crm wasn't read; shop-web-fulfil-orders uses it",
        "# system.operations there, and left to minlint: customers.created",
        '"customers.address.city": {category: [user.contact.address.city, user.location]}',
        "# privacy.yml:14:13: unknown category",
    ],
)
def test_what_fides_says_besides_stands_in_a_comment(shop: Tree, said: str) -> None:
    assert said in shop.run("import", "fides", "privacy.yml").out


def test_a_category_that_there_is_not_is_told_with_its_place(shop: Tree) -> None:
    ran = shop.run("import", "fides", "privacy.yml")
    assert ran.err == (
        "privacy.yml:14:13: unknown category `user.contact.adress.street`; "
        "did you mean `user.contact.address.street`?\n"
    )


def test_a_system_and_its_dataset_may_stand_in_two_files(tree: Tree) -> None:
    at = FIDES.index("dataset:\n")
    tree.write("system.yml", FIDES[:at])
    tree.write("data.yml", FIDES[at:])
    ran = tree.run("import", "fides", "data.yml", "system.yml")
    (binding,) = drafted(ran.out).bindings
    assert binding.purposes == ("fulfil-orders", "shop-web-fulfil-orders")


def test_a_system_may_name_the_datasets_of_all_its_declarations(tree: Tree) -> None:
    text = FIDES.replace("        dataset_references: [shop_db]\n", "").replace("[shop_db, crm]", "[]")
    tree.write("a.yml", text.replace("    system_type: Service\n", "    dataset_references: [shop_db]\n"))
    (binding,) = drafted(tree.run("import", "fides", "a.yml").out).bindings
    assert binding.purposes == ("fulfil-orders", "shop-web-fulfil-orders")


def test_a_contract_is_a_purpose_and_a_binding(shop: Tree) -> None:
    ran = shop.run("import", "odcs", "orders.yaml")
    said = drafted(ran.out)
    (purpose,), (binding,) = said.purposes.values(), said.bindings
    assert ran.status == 0
    assert purpose.id == "customer-orders"
    assert purpose.statement == "TODO: Deliver what customers ordered in the web shop and tell them when it arrives."
    assert purpose.necessary == () and "    #  - user.contact.email\n" in ran.out
    assert purpose.retention is not None and purpose.retention.days == 3 * 365.25
    assert purpose.owner == "mira@shop.example"
    assert (binding.records, binding.purposes) == (("tbl_customers",), ("customer-orders",))
    assert {field.field: field.categories for field in binding.fields} == {
        "tbl_customers.email": ("user.contact.email",),
        "tbl_customers.address.city": ("user.contact.address.city",),
    }
    assert "# classified as restricted there, and left to minlint: tbl_customers.born" in ran.out
    assert "# not carried over from fields: quality (1)" in ran.out
    assert "# not carried over from the service levels: latency\n" in ran.out
    assert "Not for marketing" not in ran.out
    assert ran.err.startswith("orders.yaml:34:37: unknown category `user.contact.phone_nmber`")


CUSTOMERS = "CREATE TABLE shop.customers (id bigint PRIMARY KEY, email text, address jsonb);\n"


def bindings(text: str) -> list[tuple[str, tuple[str, ...], int]]:
    return [(item.source, item.records, len(item.fields)) for item in drafted(text).bindings]


def test_the_files_that_describe_the_records_are_found(shop: Tree) -> None:
    shop.write("db/a.sql", CUSTOMERS)
    shop.write("db/b.sql", "CREATE TABLE invoices (id bigint PRIMARY KEY);\n")
    shop.write("export/customers.csv", "id,email\n1,a@shop.example\n")
    ran = shop.run("import", "fides", "privacy.yml")
    assert bindings(ran.out) == [("db/a.sql", ("customers",), 2), ("export/customers.csv", ("customers",), 2)]
    assert "TODO which files" not in ran.out and "shop.example" not in ran.out


def test_records_that_no_file_describes_are_told_apart(shop: Tree) -> None:
    text = FIDES.replace(
        "      - name: customers\n", "      - name: visits\n        fields: []\n      - name: customers\n"
    )
    shop.write("privacy.yml", text)
    shop.write("db/a.sql", CUSTOMERS)
    ran = shop.run("import", "fides", "privacy.yml")
    assert bindings(ran.out) == [("db/a.sql", ("customers",), 2), ("**", ("visits",), 0)]
    assert ran.out.count("TODO which files describe these records") == 1


SERVERS = """\
servers:
  - {server: prod, type: s3, location: "s3://shop/{model}/*.parquet"}
  - {server: dev, type: local, path: ./db/*.sql, format: sql}
  - {server: live, type: postgres, host: db.shop.example, database: shop}
"""


def test_where_a_contract_says_that_its_data_are(shop: Tree) -> None:
    shop.write("orders.yaml", ODCS + SERVERS)
    ran = shop.run("import", "odcs", "orders.yaml")
    assert [item[:2] for item in bindings(ran.out)] == [
        ("s3://shop/*/*.parquet", ("tbl_customers",)),
        ("db/*.sql", ("tbl_customers",)),
    ]
    assert ran.out.count("  # TODO confirm\n    records") == 2
    shop.write("db/a.sql", CUSTOMERS.replace("shop.customers", "tbl_customers"))
    shop.write("old/a.sql", CUSTOMERS.replace("shop.customers", "tbl_customers"))
    assert [item[0] for item in bindings(shop.run("import", "odcs", "orders.yaml").out)][:1] == ["db/a.sql"]


def test_where_a_dataset_says_that_it_is(shop: Tree) -> None:
    said = "    name: Shop database\n    fides_meta: {resource_id: ./warehouse/shop.*, after: [x]}\n"
    shop.write("privacy.yml", FIDES.replace("    name: Shop database\n", said))
    assert bindings(shop.run("import", "fides", "privacy.yml").out)[0][0] == "warehouse/shop.*"


def test_a_field_of_several_categories_is_judged_by_each(shop: Tree) -> None:
    shop.write("db/a.sql", "CREATE TABLE customers (address text);\n")
    wrote = shop.run("import", "fides", "privacy.yml", "-o", "minlint.yaml")
    path = shop.root / "minlint.yaml"
    path.write_text(path.read_text().replace('"customers.address.city"', '"customers.address"'))
    ran = shop.run("check", "db", "--format", "json", "--select", "X101", "--select", "X102")
    assert wrote.status == 0
    assert [item["category"] for item in ran.json["findings"]] == ["user.location"]
    assert ran.json["findings"][0]["confidence"] == 1.0


def test_none_stands_alone(shop: Tree) -> None:
    bound = "bindings: [{source: '*', fields: {a.b: {category: [none, user.name], because: x}}}]\n"
    shop.write("minlint.yaml", f"version: 1\n{bound}")
    shop.write("a.sql", CUSTOMERS)
    assert "minlint.yaml:2:52: `none` says that the field isn't personal, and stands alone" in shop.run("check").err


def test_the_draft_judges_at_once(shop: Tree) -> None:
    shop.write("db/a.sql", "CREATE TABLE tbl_customers (id bigint PRIMARY KEY, email text, born date);\n")
    wrote = shop.run("import", "odcs", "orders.yaml", "-o", "minlint.yaml")
    assert (wrote.status, wrote.out) == (0, "")
    assert "Wrote minlint.yaml from 1 file." in wrote.err
    ran = shop.run("check", "db", "--format", "json", "--select", "X101")
    assert ran.places == ["db/a.sql:1:52 X101", "db/a.sql:1:64 X101"]
    assert shop.run("import", "odcs", "orders.yaml", "-o", "minlint.yaml").status == 2


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        ("fides", "", "a.yml:1:1: the file is empty"),
        ("fides", "- a\n", "a.yml:1:1: a mapping of keys is expected here"),
        ("fides", "system: [\n", "a.yml:2:1: not valid YAML"),
        ("fides", "table: x\n", "a.yml:1:1: no fides resource: none of `system:`, `dataset:` and `policy:` is here"),
        ("fides", "system: shop\n", "a.yml:1:9: `system` must be a list"),
        ("fides", "system:\n  - shop\n", "a.yml:2:5: each of `system` must be a mapping of keys"),
        ("fides", "system:\n  - name: shop\n", "a.yml:2:5: `fides_key` is missing"),
        (
            "fides",
            "system:\n  - fides_key: s\n    privacy_declarations:\n      - name: n\n",
            "a.yml:4:9: `data_use` is missing",
        ),
        ("odcs", "schema: []\n", "a.yml:1:1: no `apiVersion`"),
        ("odcs", "apiVersion: v2.2.2\n", "a.yml:1:13: `apiVersion: v2.2.2`; contracts of ODCS 3"),
        ("odcs", "apiVersion: v3.0.0\nid: x\n", "a.yml:1:1: the contract has no `schema`"),
        (
            "odcs",
            "apiVersion: v3.0.0\nid: x\nschema:\n  - name: {a: b}\n",
            "a.yml:4:11: `name` must be a word or a sentence",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tree: Tree, form: str, text: str, said: str) -> None:
    tree.write("a.yml", text)
    ran = tree.run("import", form, "a.yml")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err and "Traceback" not in ran.err


def test_a_file_that_is_not_there(tree: Tree) -> None:
    ran = tree.run("import", "fides", "none.yml")
    assert ran.status == 2 and "none.yml: can't be read: no such file" in ran.err


words = st.one_of(st.text(max_size=12), st.sampled_from(["user.name", "user.contact.email", "system", "2 years", "*"]))
values = st.recursive(
    st.one_of(words, st.none(), st.integers(), st.booleans()), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


names = st.one_of(st.sampled_from(["shop", "Web Shop", "a*b", "#", "\u00e9\u2028x", "'\"\\"]), words)


def mapping(needs: dict[str, Any], **parts: Any) -> Any:
    return st.fixed_dictionaries(needs, optional=parts)


fields = st.lists(mapping({"name": names}, data_categories=st.lists(words, max_size=2), tags=values), max_size=3)
declarations = st.lists(
    mapping(
        {"data_use": names},
        name=words,
        data_categories=st.lists(words, max_size=3),
        data_subjects=values,
        retention_period=words,
        third_parties=words,
        dataset_references=values,
        cookies=values,
    ),
    max_size=3,
)
RESOURCES = mapping(
    {},
    system=st.lists(mapping({"fides_key": names}, name=words, privacy_declarations=declarations), max_size=2),
    dataset=st.lists(
        mapping({"fides_key": names}, collections=st.lists(mapping({"name": names}, fields=fields), max_size=2)),
        max_size=2,
    ),
)
objects = st.lists(mapping({"name": names}, properties=fields, tags=values), max_size=2)
CONTRACTS = mapping(
    {"apiVersion": st.just("v3.1.0"), "id": names, "schema": objects},
    description=mapping({}, purpose=words, usage=values),
    team=st.one_of(values, st.lists(mapping({"role": st.just("owner")}, username=words), max_size=1)),
)


@pytest.mark.parametrize(("made", "documents"), [(fides.draft, RESOURCES), (odcs.draft, CONTRACTS)])
def test_whatever_is_drafted_without_errors_is_a_manifest(made: Any, documents: Any) -> None:
    passed = []

    @given(documents)
    def holds(document: Any) -> None:
        file = Foreign(json.dumps(document), "a.json", taxonomy.default())
        draft = made([file])
        if not file.errors:
            manifest.parse(draft.text("a.json"))
            passed.append(draft)

    holds()
    assert len(passed) > 10


APPLE = """<plist version="1.0"><dict><key>NSPrivacyCollectedDataTypes</key><array><dict>
<key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataTypeEmailAddress</string>
<key>NSPrivacyCollectedDataTypePurposes</key><array>
<string>NSPrivacyCollectedDataTypePurposeAppFunctionality</string>
<string>NSPrivacyCollectedDataTypePurposeAnalytics</string>
</array></dict><dict>
<key>NSPrivacyCollectedDataType</key><string>Widget</string>
</dict></array></dict></plist>
"""
PLAY = """\
Question ID (machine readable),Response ID (machine readable),Response value
PSL_DATA_TYPES_PERSONAL,PSL_NAME,true
PSL_DATA_TYPES_LOCATION,PSL_APPROX_LOCATION,true
PSL_DATA_USAGE_RESPONSES:PSL_NAME:DATA_USAGE_USER_CONTROL,PSL_DATA_USAGE_USER_CONTROL_OPTIONAL,true
PSL_DATA_USAGE_RESPONSES:PSL_NAME:DATA_USAGE_COLLECTION_PURPOSE,PSL_ACCOUNT_MANAGEMENT,true
PSL_DATA_USAGE_RESPONSES:PSL_NAME:DATA_USAGE_COLLECTION_PURPOSE,PSL_ADVERTISING,false
"""


def test_what_stores_are_told_becomes_purposes(tree: Tree) -> None:
    tree.write("ios/PrivacyInfo.xcprivacy", APPLE)
    tree.write("play.csv", PLAY)
    made = tree.run("import", "apple", "ios/PrivacyInfo.xcprivacy")
    said = manifest.parse(made.out, taxonomy=taxonomy.default())
    assert {id_: [entry.categories[0] for entry in purpose.necessary] for id_, purpose in said.purposes.items()} == {
        "app-functionality": ["user.contact.email"],
        "analytics": ["user.contact.email"],
    }
    assert [binding.source for binding in said.bindings] == ["ios/PrivacyInfo.xcprivacy"]
    assert "no types of the store's: Widget" in made.out and "what these are used for: Widget" in made.out
    made = tree.run("import", "play", "play.csv")
    said = manifest.parse(made.out, taxonomy=taxonomy.default())
    assert list(said.purposes) == ["account-management"]
    assert "may be optional: PSL_NAME" in made.out and "what these are used for: PSL_APPROX_LOCATION" in made.out
    made = tree.run("import", "apple", "ios/PrivacyInfo.xcprivacy", "-o", "minlint.yaml")
    assert tree.run("check", "--select", "X,P001", "ios").status == 0


@pytest.mark.parametrize(("form", "name"), [("apple", "play.csv"), ("play", "a.plist"), ("apple", "none.plist")])
def test_what_no_store_is_told(tree: Tree, form: str, name: str) -> None:
    tree.write("play.csv", PLAY)
    tree.write("a.plist", APPLE[:-20])
    ran = tree.run("import", form, name)
    assert ran.status == 2 and ran.err.startswith(f"error: {name}: ")
