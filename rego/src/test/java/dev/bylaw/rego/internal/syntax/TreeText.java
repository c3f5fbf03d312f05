package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.StringValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A tree as text without locations, in a form that OPA's own tree can be brought into as well: members of sets and
 * objects are sorted and stand once, what is left out is written.
 */
final class TreeText {
    private TreeText() {}

    static String of(SourceModule module) {
        List<String> lines = new ArrayList<>();
        lines.add("package " + module.packagePath());
        for (SourceModule.Import statement : module.imports()) {
            lines.add("import " + statement.path() + " " + statement.alias().orElse("-"));
        }
        module.rules().forEach(rule -> lines.add(of(rule)));
        return String.join("\n", lines);
    }

    static String of(Rule rule) {
        Rule.Head head = rule.head();
        List<String> name = new ArrayList<>();
        name.add(head.name().name());
        head.path().forEach(term -> name.add(of(term)));
        String arguments = head.arguments()
                .filter(list -> !list.isEmpty())
                .map(TreeText::list)
                .orElse("-");
        String value = head.contains()
                .map(element -> "contains " + of(element))
                .orElseGet(() -> head.value().map(TreeText::of).orElse("true"));
        StringBuilder text = new StringBuilder(rule.isDefault() ? "default " : "rule ")
                .append(String.join(".", name))
                .append(" args ")
                .append(arguments)
                .append(" value ")
                .append(value)
                .append(" body ")
                .append(rule.body().map(TreeText::of).orElse("true"));
        for (Rule.Else branch : rule.elses()) {
            text.append("\n  else value ")
                    .append(branch.value().map(TreeText::of).orElse("true"))
                    .append(" body ")
                    .append(branch.body().map(TreeText::of).orElse("true"));
        }
        return text.toString();
    }

    static String of(Body body) {
        return body.expressions().stream().map(TreeText::of).collect(Collectors.joining("; "));
    }

    static String of(Expr expression) {
        return plain(expression) + expression.withs().stream().map(TreeText::of).collect(Collectors.joining());
    }

    private static String of(Expr.With with) {
        return " with " + of(with.target()) + " as " + of(with.value());
    }

    private static String plain(Expr expression) {
        if (expression instanceof Expr.TermExpr termExpr) {
            return of(termExpr.term());
        }
        if (expression instanceof Expr.Not not) {
            return "not " + of(not.negated());
        }
        if (expression instanceof Expr.SomeDeclaration some) {
            return "some " + list(List.copyOf(some.variables()));
        }
        if (expression instanceof Expr.SomeIn some) {
            List<Term> parts = new ArrayList<>();
            some.key().ifPresent(parts::add);
            parts.add(some.value());
            parts.add(some.domain());
            return "some in " + list(parts);
        }
        if (expression instanceof Expr.Every every) {
            return "every " + every.key().map(Term.Var::name).orElse("-") + ","
                    + every.value().name() + " in " + of(every.domain()) + " {" + of(every.body()) + "}";
        }
        if (expression instanceof Expr.Logical logical) {
            return (logical.operator() == Expr.LogicalOperator.AND ? "and" : "or") + "({" + of(logical.left()) + "},{"
                    + of(logical.right()) + "})";
        }
        return "not {" + of(((Expr.NotBody) expression).body()) + "}";
    }

    static String list(List<Term> terms) {
        return terms.stream().map(TreeText::of).collect(Collectors.joining(",", "(", ")"));
    }

    static String sorted(List<String> items) {
        return String.join(",", new TreeSet<>(items));
    }

    static String of(Term term) {
        if (term instanceof Term.Scalar scalar) {
            return scalar.value().toString();
        }
        if (term instanceof Term.Var variable) {
            return variable.name();
        }
        if (term instanceof Term.Ref ref) {
            return "ref(" + of(ref.head())
                    + ref.operands().stream().map(operand -> "," + of(operand)).collect(Collectors.joining()) + ")";
        }
        if (term instanceof Term.Call call) {
            return "call(" + of(call.operator())
                    + call.arguments().stream()
                            .map(argument -> "," + of(argument))
                            .collect(Collectors.joining())
                    + ")";
        }
        if (term instanceof Term.ArrayLiteral array) {
            return "array" + list(array.items());
        }
        if (term instanceof Term.SetLiteral set) {
            return "set(" + sorted(set.members().stream().map(TreeText::of).toList()) + ")";
        }
        if (term instanceof Term.ObjectLiteral object) {
            return "object(" + entries(object) + ")";
        }
        if (term instanceof Term.ArrayComprehension comprehension) {
            return "arrays(" + of(comprehension.head()) + "|" + of(comprehension.body()) + ")";
        }
        if (term instanceof Term.SetComprehension comprehension) {
            return "sets(" + of(comprehension.head()) + "|" + of(comprehension.body()) + ")";
        }
        if (term instanceof Term.ObjectComprehension comprehension) {
            return "objects(" + of(comprehension.key()) + ":" + of(comprehension.value()) + "|"
                    + of(comprehension.body()) + ")";
        }
        return ((Term.Template) term)
                .parts().stream()
                        .map(part -> part.text()
                                .map(text -> "text " + StringValue.of(text))
                                .orElseGet(() -> of(part.term().orElseThrow())
                                        + part.withs().stream()
                                                .map(TreeText::of)
                                                .collect(Collectors.joining())))
                        .map(text -> text.startsWith("text ") ? text.substring(5) : text)
                        .collect(Collectors.joining(",", "template(", ")"));
    }

    /** Entries sorted by key; of equal keys the last counts. */
    private static String entries(Term.ObjectLiteral object) {
        java.util.TreeMap<String, String> entries = new java.util.TreeMap<>(Comparator.naturalOrder());
        for (Term.Entry entry : object.entries()) {
            entries.put(of(entry.key()), of(entry.value()));
        }
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
