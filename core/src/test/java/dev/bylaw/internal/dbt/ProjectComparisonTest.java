package dev.bylaw.internal.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.dbt.manifest.ManifestReader;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the document made of the sources of real projects with the one made of the manifest that dbt wrote for them.
 * Runs only where the property {@code bylaw.projects} names a folder of projects with {@code target/manifest.json}; with
 * {@code bylaw.details} every difference is printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectComparisonTest {
    private static final double LEAST_SHARE = 0.97;
    private static final List<String> FIELDS = List.of("config", "tags", "meta", "columns", "depends_on", "others");
    private static final String OPEN = "<open>";
    private static final String UNKNOWN = "<unknown> ";

    static Stream<Path> projects() throws IOException {
        String folder = System.getProperty("bylaw.projects", "");
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(Path.of(folder))) {
            return found.filter(path -> Files.exists(path.resolve("target/manifest.json"))).sorted().toList().stream();
        }
    }

    @Test
    void needsProjects() throws IOException {
        Assumptions.assumeTrue(projects().findAny().isPresent(), "the property bylaw.projects names no folder");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("projects")
    void readsSourcesAsDbtDoes(Path folder) throws IOException {
        SourceTree tree = SourceTree.ofFolder(folder, folder, Limits.DEFAULT);
        Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
        DbtProject manifest =
                ManifestReader.read(tree, "target/manifest.json", diagnostics).orElseThrow();
        DbtProject sources =
                DbtReader.read(tree, DbtOptions.NONE, new JinjaTemplates(() -> false), diagnostics).stream()
                        .filter(project -> project.directory().isEmpty())
                        .findFirst()
                        .orElseThrow();
        StringBuilder out = new StringBuilder("\nSHARE " + folder.getFileName() + "\n");
        diagnostics.problems().forEach(problem -> out.append("  problem " + problem + "\n"));
        Tree.Mapping expected = DbtDocument.build(List.of(manifest), DbtDocument.Additions.NONE);
        Tree.Mapping actual = DbtDocument.build(List.of(sources), DbtDocument.Additions.NONE);
        double least = 1;
        for (String section :
                List.of("models", "sources", "seeds", "snapshots", "data_tests", "exposures", "unit_tests")) {
            double share = compare(section, expected, actual, out);
            least = section.equals("models") ? share : least;
        }
        // This is what the test is for.
        System.err.print(out);
        assertThat(least).isGreaterThanOrEqualTo(LEAST_SHARE);
        assertThat(diagnostics.problems()).isEmpty();
    }

    private static double compare(String section, Tree.Mapping expected, Tree.Mapping actual, StringBuilder out) {
        Map<String, Object> wanted = plain(Trees.mapping(expected, section).orElseThrow());
        Map<String, Object> found = plain(Trees.mapping(actual, section).orElseThrow());
        Map<String, Integer> same = new TreeMap<>();
        Map<String, Integer> unknown = new TreeMap<>();
        for (Map.Entry<String, Object> node : wanted.entrySet()) {
            Map<?, ?> read = (Map<?, ?>) found.remove(node.getKey());
            if (read == null) {
                detail(out, "missing", node.getKey(), "", "");
                continue;
            }
            same.merge("here", 1, Integer::sum);
            Map<String, Object> left = fields((Map<?, ?>) node.getValue());
            Map<String, Object> right = fields(read);
            for (String field : FIELDS) {
                if (Objects.equals(left.get(field), right.get(field))) {
                    same.merge(field, 1, Integer::sum);
                } else {
                    if (fits(left.get(field), right.get(field))) {
                        unknown.merge(field, 1, Integer::sum);
                    }
                    differences(out, node.getKey() + " " + field, left.get(field), right.get(field));
                }
            }
        }
        found.keySet().forEach(id -> detail(out, "additional", id, "", ""));
        if (wanted.isEmpty()) {
            return 1;
        }
        out.append(String.format(
                Locale.ROOT, "  SHARE %-11s %5d of %5d", section, same.getOrDefault("here", 0), wanted.size()));
        double least = 1;
        for (String field : FIELDS) {
            double share = same.getOrDefault(field, 0) / (double) wanted.size();
            double doubted = unknown.getOrDefault(field, 0) / (double) wanted.size();
            least = field.equals("others") ? least : Math.min(least, share + doubted);
            out.append(String.format(Locale.ROOT, "  %s %.2f %%", field, 100 * share));
            out.append(doubted == 0 ? "" : String.format(Locale.ROOT, " (+ %.2f %% unknown)", 100 * doubted));
        }
        out.append(found.isEmpty() ? "\n" : "  additional " + found.size() + "\n");
        return least;
    }

    private static Map<String, Object> fields(Map<?, ?> node) {
        Map<String, Object> fields = new TreeMap<>();
        Map<String, Object> others = new TreeMap<>();
        node.forEach((key, value) -> {
            String name = (String) key;
            if (FIELDS.contains(name)) {
                fields.put(name, value);
            } else {
                others.put(name, value);
            }
        });
        fields.put("others", others);
        return fields;
    }

    /** Whether a value differs only where it is said to be unknown. */
    private static boolean fits(Object wanted, Object found) {
        if (found instanceof String text && text.startsWith(UNKNOWN)) {
            return true;
        }
        if (wanted instanceof Map<?, ?> left && found instanceof Map<?, ?> right) {
            return right.containsKey(OPEN) ? left.keySet().containsAll(without(right)) : sameKeys(left, right);
        }
        if (wanted instanceof List<?> left && found instanceof List<?> right) {
            List<?> known = right.stream()
                    .filter(item -> !(item instanceof String text && text.startsWith(UNKNOWN)))
                    .toList();
            return known.size() < right.size() ? left.containsAll(known) : left.equals(right);
        }
        return Objects.equals(wanted, found);
    }

    private static boolean sameKeys(Map<?, ?> left, Map<?, ?> right) {
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream().allMatch(entry -> fits(entry.getValue(), right.get(entry.getKey())));
    }

    private static List<?> without(Map<?, ?> open) {
        return open.keySet().stream().filter(key -> !key.equals(OPEN)).toList();
    }

    private static void differences(StringBuilder out, String path, Object left, Object right) {
        if (left instanceof Map<?, ?> wanted && right instanceof Map<?, ?> found) {
            wanted.forEach((key, value) -> {
                if (!Objects.equals(value, found.get(key))) {
                    differences(out, path + "." + key, value, found.get(key));
                }
            });
            found.forEach((key, value) -> {
                if (!wanted.containsKey(key)) {
                    detail(out, "more", path + "." + key, "", value);
                }
            });
        } else {
            detail(out, "differs", path, left, right);
        }
    }

    private static void detail(StringBuilder out, String what, String path, Object left, Object right) {
        if (System.getProperty("bylaw.details") != null) {
            out.append("    ")
                    .append(what)
                    .append(' ')
                    .append(path)
                    .append('\t')
                    .append(left)
                    .append('\t')
                    .append(right)
                    .append('\n');
        }
    }

    /** Values without places; the order of lists counts, that of keys does not. */
    private static Map<String, Object> plain(Tree.Mapping mapping) {
        Map<String, Object> entries = new TreeMap<>();
        mapping.entries().forEach((key, entry) -> {
            // Columns of a seed's header are no part of a manifest.
            if (!(entry.value() instanceof Tree.Mapping column
                    && Trees.bool(column, "declared")
                            .filter(declared -> !declared)
                            .isPresent())) {
                entries.put(key, value(entry.value()));
            }
        });
        mapping.open().ifPresent(reason -> entries.put(OPEN, reason));
        return entries;
    }

    private static Object value(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return plain(mapping);
        }
        if (tree instanceof Tree.Sequence sequence) {
            Stream<Object> items = sequence.items().stream().map(ProjectComparisonTest::value);
            return Stream.concat(items, sequence.open().map(reason -> UNKNOWN + reason).stream())
                    .toList();
        }
        return tree instanceof Tree.Scalar scalar
                ? Objects.requireNonNullElse(scalar.value(), "<null>")
                : UNKNOWN + ((Tree.Unknown) tree).reason();
    }
}
