package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The call of a generic test's macro as a template of its own. dbt renders the arguments first and hands them over; here
 * they stand in the call as what they are: literals, and calls such as {@code ref('x')} as calls.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/clients/jinja.py} ({@code add_rendered_test_kwargs}).
 *
 * @param text the template
 * @param doubt why the call is not known in full
 */
record TestCall(String text, Optional<String> doubt) {
    private static final Pattern CALL =
            Pattern.compile("\\s*(?:env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*", Pattern.DOTALL);
    private static final Pattern EXPRESSION = Pattern.compile("\\s*\\{\\{-?(.*?)-?}}\\s*", Pattern.DOTALL);
    /** The name of a variable that holds a text with templates in it. */
    private static final String BLOCK = "bylaw_argument_";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    /** The call of a test with its arguments. */
    static TestCall of(Optional<String> namespace, String name, Map<String, Tree> arguments, String reference) {
        Building building = new Building();
        List<String> parts = new ArrayList<>();
        arguments.forEach((key, value) -> {
            if (NAME.matcher(key).matches()) {
                boolean plain = key.equals("column_name") && Trees.text(value).isPresent();
                parts.add(key + "=" + (plain ? PythonText.repr(value) : building.expression(value)));
            } else {
                building.doubt = Optional.of("the argument '" + key + "' of a test is no name");
            }
        });
        parts.add("model=get_where_subquery(" + reference + ")");
        String macro = namespace.map(value -> value + ".").orElse("") + "test_" + name;
        return new TestCall(building.blocks + "{{ " + macro + "(" + String.join(", ", parts) + ") }}", building.doubt);
    }

    /** Whether two references lead to the same, wherever they stand. */
    static boolean isSame(Reference left, Reference right) {
        if (left instanceof Reference.Ref one && right instanceof Reference.Ref two) {
            return one.packageName().equals(two.packageName())
                    && one.name().equals(two.name())
                    && one.version().equals(two.version());
        }
        return left instanceof Reference.Source one
                && right instanceof Reference.Source two
                && one.source().equals(two.source())
                && one.table().equals(two.table());
    }

    private static final class Building {
        private Optional<String> doubt = Optional.empty();
        private final StringBuilder blocks = new StringBuilder();
        private int count;

        private String expression(Tree value) {
            if (value instanceof Tree.Sequence list) {
                doubt = doubt.or(list::open);
                return "["
                        + String.join(
                                ", ",
                                list.items().stream().map(this::expression).toList()) + "]";
            }
            if (value instanceof Tree.Mapping mapping) {
                doubt = doubt.or(mapping::open);
                List<String> parts = new ArrayList<>();
                mapping.entries()
                        .forEach(
                                (key, entry) -> parts.add(PythonText.repr(new Tree.Scalar(
                                                key, entry.value().origin())) + ": " + expression(entry.value())));
                return "{" + String.join(", ", parts) + "}";
            }
            if (value instanceof Tree.Unknown unknown) {
                doubt = doubt.or(() -> Optional.of(unknown.reason()));
                return "none";
            }
            Optional<String> text = Trees.text(value);
            return text.isEmpty() ? PythonText.repr(value) : text(value, text.get());
        }

        private String text(Tree value, String text) {
            if (CALL.matcher(text).matches()) {
                return text.strip();
            }
            Matcher match = EXPRESSION.matcher(text);
            if (match.matches() && !match.group(1).contains("}}")) {
                return "(" + match.group(1).strip() + ")";
            }
            if (ValueRenderer.isTemplate(text)) {
                blocks.append("{% set ")
                        .append(BLOCK)
                        .append(count)
                        .append(" %}")
                        .append(text)
                        .append("{% endset %}");
                return BLOCK + count++;
            }
            return PythonText.repr(value);
        }
    }
}
