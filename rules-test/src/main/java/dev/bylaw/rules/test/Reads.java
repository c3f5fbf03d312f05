package dev.bylaw.rules.test;

import dev.bylaw.rego.Definition;
import dev.bylaw.rego.LiteralReference;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rules in Rego may read of a model, and which words they know, as far as their text says it. Coarse: what is handed on
 * whole, to a function or in an index, counts as read to its depth.
 */
final class Reads {
    private static final Pattern WORD = Pattern.compile("\"([A-Za-z][A-Za-z0-9_-]{1,29})\"");
    private static final int MOST_WORDS = 100;
    private static final String VIOLATION = ".violation";

    private final Set<String> words = new TreeSet<>();
    private final List<LiteralReference> references = new ArrayList<>();

    /** The packages of rules, with dots; all others are libraries. */
    private final Set<String> rules = new HashSet<>();

    Reads(List<RuleSource> sources) {
        List<RegoModule> modules = new ArrayList<>();
        for (RuleSource source : sources) {
            for (RuleSource.File file : source.files()) {
                modules.add(RegoModule.parse(file.path(), file.text()));
                Matcher matcher = WORD.matcher(file.text());
                while (matcher.find() && words.size() < MOST_WORDS) {
                    words.add(matcher.group(1));
                }
            }
        }
        Policy policy = Policy.compile(modules, RegoFiles.OPTIONS);
        references.addAll(policy.references());
        for (Definition definition : policy.definitions()) {
            if (definition.path().endsWith(VIOLATION)) {
                String path = definition.path();
                rules.add(path.substring("data.".length(), path.length() - VIOLATION.length()));
            }
        }
    }

    /** {@return the texts that rules compare with, the first hundred} */
    Set<String> words() {
        return words;
    }

    private static String packageOf(RuleMetadata rule) {
        return rule.id().base().toString().replace('/', '.').replace('-', '_');
    }

    /** Whether a rule is one in Rego, so that something is known of what it reads. */
    boolean knows(RuleMetadata rule) {
        return rules.contains(packageOf(rule));
    }

    /** Whether a rule may read a place of a model: it, or one of the libraries, names it, or something around it. */
    boolean mayRead(RuleMetadata rule, String pointer) {
        List<String> place = List.of(pointer.split("/"));
        for (LiteralReference reference : references) {
            String from = String.join(".", reference.packagePath());
            if (from.equals(packageOf(rule)) || !rules.contains(from)) {
                for (LiteralReference.Origin origin : reference.origins()) {
                    List<Optional<String>> path = new ArrayList<>(origin.path());
                    reference.steps().forEach(step -> path.add(step.name()));
                    if (meets(path, place)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean meets(List<Optional<String>> path, List<String> place) {
        if (is(path, 0, "data")) {
            return is(path, 1, "workspace") && (path.size() == 2 || is(path, 2, "models"));
        }
        if (path.size() > 1 && path.get(1).equals(Optional.of("params"))) {
            return false;
        }
        if (path.size() > 1 && path.get(1).equals(Optional.of("column"))) {
            return place.get(0).equals("columns")
                    && place.size() > 2
                    && overlaps(path.subList(2, path.size()), place.subList(2, place.size()));
        }
        // Of another kind of element nothing is known, so it counts as the model.
        return overlaps(path.subList(Math.min(2, path.size()), path.size()), place);
    }

    /** Whether a step may be of a name. */
    private static boolean is(List<Optional<String>> path, int step, String name) {
        return path.size() > step && path.get(step).map(name::equals).orElse(true);
    }

    private static boolean overlaps(List<Optional<String>> read, List<String> place) {
        for (int i = 0; i < Math.min(read.size(), place.size()); i++) {
            if (!is(read, i, place.get(i))) {
                return false;
            }
        }
        return true;
    }
}
