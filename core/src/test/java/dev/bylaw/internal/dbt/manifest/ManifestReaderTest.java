package dev.bylaw.internal.dbt.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ManifestReaderTest {
    private static final String METADATA = """
            {
              "metadata": {
                "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
                "dbt_version": "1.11.0",
                "project_name": "shop",
                "adapter_type": "duckdb"
              },
            """;
    private static final String MODEL = """
              "nodes": {
                "model.shop.a": {
                  "unique_id": "model.shop.a",
                  "resource_type": "model",
                  "name": "a",
                  "package_name": "shop",
                  "path": "a.sql",
                  "original_file_path": "models/a.sql",
                  "patch_path": "shop://models/m.yml",
                  "fqn": ["shop", "a"],
                  "alias": "a",
                  "raw_code": "select 1",
                  "config": {"enabled": true, "materialized": "view", "tags": ["t"], "meta": {"m": 1}},
                  "tags": ["t"],
                  "columns": {"id": {"name": "id", "description": "key", "tags": [], "meta": {}}},
                  "depends_on": {"nodes": ["source.shop.s.t"], "macros": ["macro.dbt.x"]},
                  "refs": []
                }
              },
            """;
    private static final String REST = """
              "sources": {
                "source.shop.s.t": {
                  "unique_id": "source.shop.s.t", "resource_type": "source", "name": "t", "source_name": "s",
                  "package_name": "shop", "original_file_path": "models/m.yml", "config": {"enabled": true}
                }
              },
              "disabled": {
                "model.shop.off": [{
                  "unique_id": "model.shop.off", "resource_type": "model", "name": "off", "package_name": "shop",
                  "original_file_path": "models/off.sql", "config": {"enabled": false}, "columns": {}
                }]
              },
              "parent_map": {}
            }
            """;

    private final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private Optional<DbtProject> read(String manifest) {
        files.put("target/manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        return ManifestReader.read(SourceTree.ofFiles(files, Limits.DEFAULT), "target/manifest.json", diagnostics);
    }

    private void expect(String place, Problem.Kind kind, String message) {
        assertThat(diagnostics.problems()).hasSize(1);
        Problem problem = diagnostics.problems().get(0);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.message()).contains(message);
        Location location = problem.location().orElseThrow();
        assertThat(location.file() + ":" + location.start().line() + ":"
                        + location.start().column())
                .isEqualTo(place);
    }

    @Test
    void readsResourcesWithThePlacesOfTheirFiles() {
        files.put("models/a.sql", "select 1".getBytes(StandardCharsets.UTF_8));
        files.put("models/m.yml", "models:\n  - name: a\n".getBytes(StandardCharsets.UTF_8));
        DbtProject project = read(METADATA + MODEL + REST).orElseThrow();
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.adapter()).contains("duckdb");
        assertThat(project.nodes()).extracting(DbtNode::uniqueId).containsExactly("model.shop.a", "source.shop.s.t");
        assertThat(project.disabled()).extracting(DbtNode::uniqueId).containsExactly("model.shop.off");
        DbtNode model = project.node("model.shop.a").orElseThrow();
        assertThat(model.location()).isEqualTo(Location.startOf("models/a.sql"));
        assertThat(model.patch().orElseThrow().file()).isEqualTo("models/m.yml");
        assertThat(model.dependsOn().nodes()).isEqualTo(List.of("source.shop.s.t"));
        assertThat(model.dependsOn().nodesOpen()).isEmpty();
        assertThat(Trees.plain(model.config().get("meta").orElseThrow())).isEqualTo(Map.of("m", 1L));
        assertThat(model.columns().entries()).containsOnlyKeys("id");
        assertThat(model.config().origin().layer()).isEqualTo("manifest");
    }

    @Test
    void pointsAtTheManifestWhereFilesAreNotHere() {
        DbtProject project = read(METADATA + MODEL + REST).orElseThrow();
        Location location = project.node("model.shop.a").orElseThrow().location();
        assertThat(location.file()).isEqualTo("target/manifest.json");
        assertThat(location.start().line()).isEqualTo(9);
    }

    @Test
    void reportsEveryManifestThatIsCutOff() {
        String whole = METADATA + MODEL + REST;
        assertThat(read(whole.substring(0, whole.length() / 2))).isEmpty();
        assertThat(diagnostics.problems()).hasSize(1);
        Problem problem = diagnostics.problems().get(0);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID_SYNTAX);
        assertThat(problem.message()).contains("cut off or is still being written");
        int line = (int) whole.substring(0, whole.length() / 2).lines().count();
        assertThat(problem.location().orElseThrow().start().line()).isEqualTo(line);
        for (int end = 0; end < whole.stripTrailing().length(); end += 7) {
            assertThat(read(whole.substring(0, end))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"v11,1.7.3", "v13,2.1.0", "v4,1.0.0"})
    void refusesOtherVersions(String version, String dbt) {
        String manifest = (METADATA + MODEL + REST).replace("v12", version).replace("1.11.0", dbt);
        assertThat(read(manifest)).isEmpty();
        expect(
                "target/manifest.json:2:3",
                Problem.Kind.UNSUPPORTED_VERSION,
                "this manifest has version " + version.substring(1) + ", dbt " + dbt + "; version 12 is read");
    }

    @Test
    void refusesManifestsWithoutVersion() {
        assertThat(read((METADATA + MODEL + REST).replace("dbt_schema_version", "x")))
                .isEmpty();
        expect(
                "target/manifest.json:2:3",
                Problem.Kind.INVALID_CONTENT,
                "'metadata' has no 'dbt_schema_version' of a manifest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 1:1 | it has no 'metadata'",
                "[] | 1:1 | does not hold an object",
                "'' | 1:1 | this file is empty",
                "{\"nodes\": {}, \"metadata\": {}} | 1:2 | 'nodes' comes before 'metadata'",
                "{\"metadata\": []} | 1:2 | 'metadata' has no 'dbt_schema_version'",
                "{\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/catalog/v1.json\"}} | 1:2 | no 'dbt_schema_version' of a manifest"
            })
    void refusesOtherFiles(String text, String place, String message) {
        assertThat(read(text)).isEmpty();
        expect("target/manifest.json:" + place, Problem.Kind.INVALID_CONTENT, message);
    }

    @Test
    void refusesDeepManifests() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThat(read(METADATA + MODEL.replace("[\"t\"]", deep) + REST)).isEmpty();
        assertThat(diagnostics.problems()).hasSize(1);
        assertThat(diagnostics.problems().get(0).kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
        assertThat(diagnostics
                        .problems()
                        .get(0)
                        .location()
                        .orElseThrow()
                        .start()
                        .line())
                .isEqualTo(20);
        Diagnostics inside = new Diagnostics(Limits.DEFAULT);
        files.put("m.json", (METADATA + MODEL.replace("\"select 1\"", deep) + REST).getBytes(StandardCharsets.UTF_8));
        assertThat(ManifestReader.read(SourceTree.ofFiles(files, Limits.DEFAULT), "m.json", inside))
                .isEmpty();
        assertThat(inside.problems().get(0).kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
    }

    @Test
    void endsAtResourcesOfAnyShape() {
        String odd = """
                  "nodes": {"model.shop.a": 1, "model.shop.b": {}, "odd": {}, "test.shop.t": {"unique_id": "test.shop.t",
                    "resource_type": "test", "config": [], "columns": 1, "depends_on": {"nodes": 1}, "test_metadata": 2},
                    "model.shop.c": {"unique_id": "model.shop.c", "resource_type": "model", "name": 1, "columns": [],
                    "config": null, "depends_on": null, "original_file_path": "../../etc/passwd"}},
                  "macros": [], "groups": {"group.shop.g": {"name": "g"}}, "unit_tests": {"unit_test.shop.a.u": {}},
                """;
        assertThat(read(METADATA + odd + REST)).isPresent();
    }
}
