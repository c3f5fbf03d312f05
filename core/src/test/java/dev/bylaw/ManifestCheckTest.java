package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Json;
import dev.bylaw.report.Report;
import org.junit.jupiter.api.Test;

/** A check of what dbt's manifest says in place of a project's files. */
class ManifestCheckTest {
    private static final String MANIFEST = """
            {
              "metadata": {
                "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
                "dbt_version": "1.11.0", "project_name": "shop", "adapter_type": "duckdb"
              },
              "nodes": {
                "model.shop.a": {
                  "unique_id": "model.shop.a", "resource_type": "model", "name": "a", "package_name": "shop",
                  "original_file_path": "models/a.sql", "patch_path": "shop://models/m.yml", "fqn": ["shop", "a"],
                  "alias": "a", "schema": "main", "database": "x", "raw_code": "select 1",
                  "config": {"enabled": true, "materialized": "view", "tags": ["t"], "meta": {"m": 1}},
                  "tags": ["t"], "columns": {"id": {"name": "id", "description": "key", "tags": [], "meta": {}}},
                  "depends_on": {"nodes": ["source.shop.s.t"], "macros": ["macro.dbt.x"]}, "refs": []
                },
                "seed.shop.s": {
                  "unique_id": "seed.shop.s", "resource_type": "seed", "name": "s", "package_name": "shop",
                  "original_file_path": "seeds/s.csv", "config": {"enabled": true}, "columns": {}
                },
                "test.shop.unique_a_id.123": {
                  "unique_id": "test.shop.unique_a_id.123", "resource_type": "test", "name": "unique_a_id",
                  "package_name": "shop", "original_file_path": "models/m.yml", "config": {"enabled": true},
                  "test_metadata": {"name": "unique", "kwargs": {"column_name": "id", "model": "{{ ref('a') }}"}},
                  "column_name": "id", "attached_node": "model.shop.a", "depends_on": {"nodes": ["model.shop.a"]}
                }
              },
              "sources": {
                "source.shop.s.t": {
                  "unique_id": "source.shop.s.t", "resource_type": "source", "name": "t", "source_name": "s",
                  "package_name": "shop", "original_file_path": "models/m.yml", "config": {"enabled": true}
                }
              },
              "macros": {
                "macro.shop.m": {
                  "unique_id": "macro.shop.m", "resource_type": "macro", "name": "m", "package_name": "shop",
                  "original_file_path": "macros/m.sql", "macro_sql": "x", "arguments": [], "description": ""
                }
              },
              "exposures": {
                "exposure.shop.e": {
                  "unique_id": "exposure.shop.e", "resource_type": "exposure", "name": "e", "package_name": "shop",
                  "original_file_path": "models/m.yml", "type": "ml", "owner": {"name": "x"},
                  "depends_on": {"nodes": ["model.shop.a"], "macros": []}, "config": {"enabled": true}
                }
              },
              "disabled": {
                "model.shop.off": [{
                  "unique_id": "model.shop.off", "resource_type": "model", "name": "off", "package_name": "shop",
                  "original_file_path": "models/off.sql", "config": {"enabled": false}, "columns": {}
                }]
              }
            }
            """;

    private static TestProduct product(String manifest) {
        return TestProduct.dbt()
                .file("models/a.sql", "select 1 as id")
                .file("models/m.yml", "models:\n  - name: a\n    columns: [{name: id}]\n")
                .file("target/manifest.json", manifest)
                .pointing("model", "model", "")
                .pointing("column", "column", "")
                .options(options -> options.withManifest("target/manifest.json"));
    }

    @Test
    void findsWhatTheManifestSaysAtThePlacesOfTheFiles() {
        Report report = product(MANIFEST).check();
        assertThat(report.problems()).isEmpty();
        assertThat(TestProduct.violations(report))
                .anyMatch(text -> text.startsWith("model.shop.a models/a.sql:1:1"))
                .anyMatch(text -> text.startsWith("model.shop.a#id models/m.yml:3:"));
    }

    @Test
    void makesADocumentThatKeepsToItsSchema() {
        String document = Json.write(product(MANIFEST).read().document());
        assertThat(document).contains("\"test.shop.", "\"exposure.shop.e\"", "\"macro.shop.m\"", "\"model.shop.off\"");
        assertThat(Reports.faults(Reports.schema("/dev/bylaw/workspace-schema.json"), document))
                .isEmpty();
    }

    @Test
    void isIncompleteWhereTheManifestCannotBeRead() {
        for (String manifest : new String[] {"", "[]", "{\"nodes\": ", "{\"metadata\": {}}"}) {
            Report report = product(manifest).check();
            assertThat(report.problems()).as(manifest).isNotEmpty();
            assertThat(report.problems().get(0).location().orElseThrow().file()).isEqualTo("target/manifest.json");
        }
        Report none = product(MANIFEST)
                .options(options -> options.withManifest("none.json"))
                .check();
        assertThat(none.problems()).isNotEmpty();
    }
}
