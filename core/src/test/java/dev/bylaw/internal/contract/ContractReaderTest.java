package dev.bylaw.internal.contract;

import static dev.bylaw.internal.contract.ContractTestFiles.HEAD;
import static dev.bylaw.internal.contract.ContractTestFiles.PRODUCT;
import static dev.bylaw.internal.contract.ContractTestFiles.at;
import static dev.bylaw.internal.contract.ContractTestFiles.contract;
import static dev.bylaw.internal.contract.ContractTestFiles.place;
import static dev.bylaw.internal.contract.ContractTestFiles.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractReaderTest {
    private final ContractTestFiles files = new ContractTestFiles();

    @Test
    void readsWhatAContractSays() {
        Contract contract = contract(files.file("orders.odcs.yaml", HEAD + """
                name: orders
                domain: sales
                dataProduct: shop
                tenant: t
                description: {purpose: p, usage: u}
                tags: [a, b]
                team:
                  name: Order Team
                  members: [{username: x@y.z, role: Owner}]
                roles: [{role: reader, access: read}]
                slaDefaultElement: orders.id
                slaProperties: [{property: latency, value: 4, unit: d}]
                servers: [{server: prod, type: postgres, host: h}]
                support: [{channel: c, url: https://c}]
                price: {priceAmount: 9.95}
                customProperties: [{property: a, value: [1]}, {property: b, value: x}]
                authoritativeDefinitions: [{url: https://d, type: t}]
                schema:
                  - name: orders
                    physicalName: o
                    physicalType: table
                    logicalType: object
                    tags: [s]
                    quality: [{type: text}]
                    dataGranularityDescription: one row per order
                    customProperties: [{property: dbtModel, value: m}]
                    properties:
                      - name: id
                        physicalName: order_id
                        logicalType: integer
                        physicalType: bigint
                        primaryKey: true
                        primaryKeyPosition: 1
                        required: true
                        classification: restricted
                        encryptedName: id_enc
                        criticalDataElement: true
                        logicalTypeOptions: {minimum: 1}
                      - name: lines
                        logicalType: array
                        items:
                          logicalType: object
                          properties: [{name: sku, logicalType: string, partitioned: true}]
                """));
        Tree.Mapping document = contract.document();
        assertThat(contract.key()).isEqualTo("c1");
        assertThat(contract.format()).isEqualTo(new ContractFormat(ContractFormat.Standard.ODCS, "v3.1.0"));
        assertThat(plain(document, "standard")).isEqualTo("odcs");
        assertThat(plain(document, "file")).isEqualTo("orders.odcs.yaml");
        assertThat(plain(document, "owner")).isEqualTo("Order Team");
        assertThat(plain(document, "team/members/0/pointer")).isEqualTo("/team/members/0");
        assertThat(plain(document, "tags")).isEqualTo(List.of("a", "b"));
        assertThat(plain(document, "sla/0/pointer")).isEqualTo("/sla/0");
        assertThat(plain(document, "sla/0/value")).isEqualTo(4L);
        assertThat(plain(document, "servers/0/host")).isEqualTo("h");
        assertThat(plain(document, "customProperties")).isEqualTo(Map.of("a", List.of(1L), "b", "x"));
        assertThat(plain(document, "schema/0/customProperties/dbtModel")).isEqualTo("m");
        assertThat(plain(document, "schema/0/dataGranularityDescription")).isEqualTo("one row per order");
        assertThat(plain(document, "schema/0/properties/0/classification")).isEqualTo("restricted");
        assertThat(plain(document, "schema/0/properties/0/primaryKey")).isEqualTo(true);
        assertThat(plain(document, "schema/0/properties/1/primaryKey")).isEqualTo(false);
        assertThat(plain(document, "schema/0/properties/1/primaryKeyPosition")).isEqualTo(-1L);
        assertThat(plain(document, "schema/0/properties/1/items/properties/0/partitioned"))
                .isEqualTo(true);
        assertThat(plain(document, "schema/0/properties/1/items/properties/0/pointer"))
                .isEqualTo("/schema/0/properties/1/items/properties/0");
        assertThat(plain(document, "raw/schema/0/physicalName")).isEqualTo("o");
        assertThat(at(document, "schema/0/properties/0/classification")
                        .origin()
                        .location()
                        .map(ContractTestFiles::place))
                .contains("orders.odcs.yaml:40:25");
    }

    @Test
    void findsTheOwnerInTheTeamOfVersion30() {
        Contract contract = contract(files.file("c.yaml", HEAD.replace("3.1.0", "3.0.2") + """
                team:
                  - {username: left, role: Data Owner, dateOut: '2024-01-01'}
                  - {username: other, role: coowner}
                  - {name: Ann, role: data-owner}
                """));
        assertThat(plain(contract.document(), "owner")).isEqualTo("Ann");
        assertThat(plain(contract.document(), "team/members/1/username")).isEqualTo("other");
    }

    @Test
    void keepsDatesAndKeysAsWritten() {
        Contract contract = contract(
                files.file(
                        "c.yaml",
                        HEAD
                                + "contractCreatedTs: 2024-01-02T03:04:05Z\ncustomProperties: [{property: a, value: {no: 2024-01-02}}]"));
        assertThat(plain(contract.document(), "raw/contractCreatedTs")).isEqualTo("2024-01-02T03:04:05Z");
        assertThat(plain(contract.document(), "customProperties/a")).isEqualTo(Map.of("no", "2024-01-02"));
    }

    @Test
    void readsJsonAsWell() {
        Contract contract = contract(
                files.file(
                        "c.json",
                        "{\"kind\": \"DataContract\", \"apiVersion\": \"v3.0.0\", \"id\": \"j\", \"schema\": [{\"name\": \"t\"}]}"));
        assertThat(contract.key()).isEqualTo("j");
        assertThat(plain(contract.document(), "schema/0/pointer")).isEqualTo("/schema/0");
    }

    @Test
    void readsProducts() {
        files.file("p.yaml", PRODUCT + """
                name: Shop
                domain: sales
                team: {name: Shop Team}
                inputPorts: [{name: in, version: 1.0.0, contractId: c0}]
                outputPorts: [{name: out, version: 1.0.0, contractId: c1, type: tables, sbom: [], tags: [x], customProperties: [{property: k, value: v}]}]
                managementPorts: [{name: m, content: discoverability}]
                support: [{channel: c, url: u}]
                """);
        Contracts contracts = files.read();
        assertThat(files.problems()).isEmpty();
        assertThat(contracts.contracts()).isEmpty();
        Tree.Mapping product = contracts.products().get(0).document();
        assertThat(plain(product, "standard")).isEqualTo("odps-bitol");
        assertThat(plain(product, "owner")).isEqualTo("Shop Team");
        assertThat(plain(product, "inputPorts/0/contractId")).isEqualTo("c0");
        assertThat(plain(product, "outputPorts/0/pointer")).isEqualTo("/outputPorts/0");
        assertThat(plain(product, "outputPorts/0/customProperties")).isEqualTo(Map.of("k", "v"));
        assertThat(plain(product, "managementPorts/0/content")).isEqualTo("discoverability");
        assertThat(plain(contracts.productsTree(), "p1/name")).isEqualTo("Shop");
    }

    @Test
    void readsEveryDocumentOfAFileAndListsEqualIdsApart() {
        files.file("c.yaml", HEAD + "---\n" + HEAD + "---\n" + PRODUCT).file("d.yaml", HEAD);
        Contracts contracts = files.read();
        assertThat(contracts.contracts())
                .extracting(Contract::key)
                .containsExactly("c1", "c1 (c.yaml:7:1)".replace(":1)", ")"), "c1 (d.yaml:1)");
        assertThat(contracts.products()).hasSize(1);
        assertThat(files.diagnostics.notices()).extracting(Notice::kind).containsOnly("duplicate-id");
    }

    @Test
    void passesOverOtherFiles() {
        Contracts contracts = files.file("a.yml", "models: []")
                .file("b.yml", "DataContract: [")
                .file("c.txt", HEAD)
                .file("d.yaml", "note: this is about a DataContract")
                .file("e.yaml", "- DataContract")
                .read();
        assertThat(contracts.contracts()).isEmpty();
        assertThat(files.problemKinds()).containsExactly(Problem.Kind.INVALID_SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantumName: q\\napiVersion: v2.2.2\\nkind: DataContract | true | 2:13 | convert it to version 3.1",
                "datasetName: q | true | 1:1 | convert it to version 3.1",
                "kind: DataContract\\napiVersion: v2.2.1 | true | 2:13 | convert it to version 3.1",
                "dataContractSpecification: 1.2.1\\nid: x | true | 1:1 | datacontract export --format odcs",
                "dataProductDescriptor: 1.0.0 | false | 1:1 | Open Data Product Standard 1.0 of Bitol",
                "schema: https://opendataproducts.org/v4.1/schema/odps.yaml\\nversion: 4.1\\nproduct: {} | false | 1:1 | Open Data Product Standard 1.0 of Bitol"
            })
    void saysWhatToDoWithFormatsThatAreNotRead(String text, boolean contract, String place, String advice) {
        Contracts contracts = files.file("old.yaml", text.replace("\\n", "\n")).read();
        assertThat(files.problems()).isEmpty();
        assertThat(files.onlyNotice().kind()).isEqualTo("unread-format");
        assertThat(files.onlyNotice().message()).contains("is not read").contains(advice);
        assertThat(place(files.onlyNotice().location().orElseThrow())).isEqualTo("old.yaml:" + place);
        assertThat(contracts.contractsOpen().isPresent()).isEqualTo(contract);
        assertThat(contracts.productsOpen().isPresent()).isEqualTo(!contract);
        Tree.Mapping open = contract ? contracts.contractsTree() : contracts.productsTree();
        assertThat(open.open().orElseThrow()).contains("the file old.yaml is not read");
    }

    @Test
    void readsUnknownVersionsAsTheLastKnownOne() {
        Contracts contracts =
                files.file("c.yaml", HEAD.replace("v3.1.0", "v3.7.0")).read();
        assertThat(contracts.contracts()).hasSize(1);
        assertThat(files.onlyNotice().kind()).isEqualTo("unknown-version");
        assertThat(files.onlyNotice().message()).contains("'v3.7.0'").contains("as in v3.1.0");
        assertThat(place(files.onlyNotice().location().orElseThrow())).isEqualTo("c.yaml:2:13");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema: [ | 8:1 | is not closed",
                "schema: {a: 1} | 6:9 | 'schema' must be a list",
                "schema: [x] | 6:10 | an item of 'schema' must be a mapping",
                "schema: [{}] | 6:10 | a table of a contract needs a 'name'",
                "schema: [{name: t, properties: [{}]}] | 6:33 | a property of a contract needs a 'name'",
                "schema: [{name: t, properties: [x]}] | 6:33 | an item of 'properties' must be a mapping",
                "schema: [{name: t, properties: [{name: a, items: x}]}] | 6:50 | 'items' must be a mapping",
                "tags: x | 6:7 | 'tags' must be a list",
                "tags: [1] | 6:8 | an item of 'tags' must be text",
                "servers: [x] | 6:11 | an item of 'servers' must be a mapping",
                "customProperties: [{value: x}] | 6:20 | with 'property' and 'value'",
                "customProperties: [x] | 6:20 | with 'property' and 'value'",
                "team: x | 6:7 | 'team' must be a mapping",
                "team: [x] | 6:8 | a member of a team must be a mapping"
            })
    void reportsWhatCannotBeUnderstood(String text, String place, String message) {
        Contracts contracts = files.file("bad.yaml", HEAD + text + "\n\n")
                .file("good.yaml", HEAD.replace("c1", "c2"))
                .read();
        assertThat(files.problems()).hasSize(1);
        assertThat(files.problems().get(0)).contains(message);
        assertThat(files.problems().get(0)).startsWith("bad.yaml:" + place);
        assertThat(contracts.contracts()).extracting(Contract::key).contains("c2");
        assertThat(contracts.contracts().size() == 2
                        || contracts.contractsOpen().isPresent())
                .isTrue();
    }

    @Test
    void reportsMissingIds() {
        Contracts contracts = files.file("c.yaml", HEAD.replace("id: c1", "id: [c1]"))
                .file("p.yaml", PRODUCT.replace("id: p1\n", "").replace("v1.0.0", "v0.9.0"))
                .file("q.yaml", PRODUCT + "outputPorts: [x]\ninputPorts: x")
                .read();
        assertThat(contracts.contracts()).extracting(Contract::key).containsExactly("c.yaml");
        assertThat(contracts.products()).extracting(Contract::key).containsExactly("p.yaml", "p1");
        assertThat(files.problems())
                .containsExactly(
                        "c.yaml:1:1 a contract needs an 'id' that is text",
                        "p.yaml:1:1 a data product needs an 'id' that is text",
                        "q.yaml:6:13 'inputPorts' must be a list, not text",
                        "q.yaml:5:15 an item of 'outputPorts' must be a mapping, not text");
    }

    @Test
    void notesCustomPropertiesGivenTwice() {
        files.file("c.yaml", HEAD + "customProperties: [{property: a, value: 1}, {property: a, value: 2}]");
        Contract contract = files.read().contracts().get(0);
        assertThat(plain(contract.document(), "customProperties/a")).isEqualTo(2L);
        assertThat(files.onlyNotice().kind()).isEqualTo("duplicate-key");
        assertThat(place(files.onlyNotice().location().orElseThrow())).isEqualTo("c.yaml:6:56");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void endsAtDeepContracts() {
        String deep = "{\"kind\": \"DataContract\", \"schema\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        StringBuilder items = new StringBuilder(HEAD + "schema: [{name: t, properties: [{name: a, ");
        items.append("items: {".repeat(10_000)).append("}".repeat(10_000)).append("}]}]");
        Contracts contracts = files.file("c.json", deep)
                .file("c.yaml", items.toString())
                .file("good.yaml", HEAD)
                .read();
        assertThat(files.problemKinds()).containsExactly(Problem.Kind.LIMIT_EXCEEDED, Problem.Kind.LIMIT_EXCEEDED);
        assertThat(contracts.contracts()).hasSize(1);
        assertThat(contracts.contractsOpen()).contains("the file c.json cannot be read");
    }
}
