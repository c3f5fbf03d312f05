package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A module as the document that {@code opa parse} prints of it. Used once. */
public final class ModuleDocument {
    private final List<String> lines;
    private int wildcards;

    private ModuleDocument(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * Reads a module.
     *
     * @param file its name
     * @param text its text
     * @return the document
     * @throws dev.bylaw.rego.RegoException with every error that was found
     */
    public static ObjectValue parse(String file, String text) {
        return new ModuleDocument(text).module(Parser.parseModule(file, text));
    }

    private static ObjectValue object(Object... members) {
        ObjectValue.Builder out = ObjectValue.builder();
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1] instanceof Value value) {
                out.put((String) members[i], value);
            } else if (members[i + 1] instanceof String text) {
                out.put((String) members[i], StringValue.of(text));
            } else if (members[i + 1] instanceof Integer number) {
                out.put((String) members[i], NumberValue.of(number));
            } else if (members[i + 1] instanceof Boolean truth) {
                out.put((String) members[i], BooleanValue.of(truth));
            }
        }
        return out.build();
    }

    private static ObjectValue typed(String type, Value value) {
        return object("type", type, "value", value);
    }

    private static ObjectValue variable(String name) {
        return typed("var", StringValue.of(name));
    }

    private static ObjectValue text(String text) {
        return typed("string", StringValue.of(text));
    }

    private static Value path(String head, List<String> rest) {
        List<Value> parts = new ArrayList<>(List.of(variable(head)));
        rest.forEach(name -> parts.add(text(name)));
        return ArrayValue.of(parts);
    }

    private ObjectValue module(SourceModule module) {
        List<Value> imports = new ArrayList<>();
        for (SourceModule.Import statement : module.imports()) {
            List<String> names = statement.path();
            imports.add(object(
                    "path",
                    typed("ref", path(names.get(0), names.subList(1, names.size()))),
                    "alias",
                    statement.alias().orElse(null)));
        }
        List<Value> rules = new ArrayList<>();
        module.rules().forEach(rule -> rules.add(rule(rule)));
        List<Value> comments = new ArrayList<>();
        for (SourceModule.Comment comment : module.comments()) {
            RegoLocation at = comment.at();
            comments.add(object(
                    "Text",
                    Base64.getEncoder().encodeToString(Utf8.encode(comment.text())),
                    "Location",
                    object("file", at.file(), "row", at.row(), "col", at.column())));
        }
        return object(
                "package",
                object("path", path("data", module.packagePath())),
                "imports",
                imports.isEmpty() ? null : ArrayValue.of(imports),
                "rules",
                rules.isEmpty() ? null : ArrayValue.of(rules),
                "comments",
                comments.isEmpty() ? null : ArrayValue.of(comments));
    }

    private Value rule(Rule rule) {
        Rule.Head head = rule.head();
        Value reference = reference(head.name(), head.path());
        Value arguments = head.arguments().map(this::terms).orElse(null);
        String name = head.path().isEmpty() ? head.name().name() : null;
        Value key = head.contains().map(this::term).orElse(null);
        if (head.path().size() == 1 && key == null && arguments == null && !rule.isDefault()) {
            Term step = head.path().get(0);
            boolean fixed = step instanceof Term.Scalar scalar && scalar.value() instanceof StringValue;
            name = head.value().isPresent() ? head.name().name() : null;
            // The step has been numbered where it is a wildcard.
            key = head.value().isPresent() || !fixed ? ((ArrayValue) reference).get(1) : null;
        }
        Value value = head.value()
                .map(this::term)
                .orElse(key == null || head.contains().isEmpty() ? truth() : null);
        Boolean assigned =
                head.value().filter(this::isAssigned).map(term -> true).orElse(null);
        Value body = body(rule.body());
        return object(
                "default",
                rule.isDefault() ? true : null,
                "head",
                object(
                        "name", name, "ref", reference, "args", arguments, "key", key, "value", value, "assign",
                        assigned),
                "body",
                body,
                "else",
                alternative(rule.elses(), 0, assigned, name, reference, arguments));
    }

    private Value alternative(
            List<Rule.Else> elses, int index, Boolean assigned, String name, Value reference, Value arguments) {
        if (index == elses.size()) {
            return null;
        }
        Rule.Else branch = elses.get(index);
        Boolean own = branch.value().isPresent()
                ? branch.value().filter(this::isAssigned).map(term -> true).orElse(null)
                : assigned;
        Value value = branch.value().map(this::term).orElse(truth());
        return object(
                "head",
                object("name", name, "ref", reference, "args", arguments, "value", value, "assign", own),
                "body",
                body(branch.body()),
                "else",
                alternative(elses, index + 1, own, name, reference, arguments));
    }

    /** Whether a value stands behind {@code :=} and not behind {@code =}. */
    private boolean isAssigned(Term value) {
        String line = lines.get(value.at().row() - 1);
        int at = line.offsetByCodePoints(0, value.at().column() - 1) - 1;
        while (at >= 0 && (line.charAt(at) == ' ' || line.charAt(at) == '\t' || line.charAt(at) == '(')) {
            at--;
        }
        return at < 1 || line.charAt(at) != '=' || line.charAt(at - 1) == ':';
    }

    private static Value truth() {
        return typed("boolean", BooleanValue.TRUE);
    }

    private Value body(Optional<Body> body) {
        return body.map(this::body)
                .orElseGet(() -> ArrayValue.of(object("generated", true, "index", 0, "terms", truth())));
    }

    private Value body(Body body) {
        List<Value> expressions = new ArrayList<>();
        for (Expr expression : body.expressions()) {
            expressions.add(expression(expression, expressions.size()));
        }
        return ArrayValue.of(expressions);
    }

    private Value expression(Expr expression, int index) {
        boolean negated = expression instanceof Expr.Not;
        Value terms = plain(negated ? ((Expr.Not) expression).negated() : expression);
        return object(
                "index", index, "negated", negated ? true : null, "terms", terms, "with", withs(expression.withs()));
    }

    private Value withs(List<Expr.With> withs) {
        if (withs.isEmpty()) {
            return null;
        }
        List<Value> all = new ArrayList<>();
        withs.forEach(with -> all.add(object("target", target(with.target()), "value", term(with.value()))));
        return ArrayValue.of(all);
    }

    private Value target(Term target) {
        return target instanceof Term.Var name ? typed("ref", ArrayValue.of(variable(name.name()))) : term(target);
    }

    private Value plain(Expr expression) {
        if (expression instanceof Expr.TermExpr test) {
            return test.term() instanceof Term.Call call ? call(call) : term(test.term());
        }
        if (expression instanceof Expr.SomeDeclaration some) {
            return object("symbols", terms(some.variables()));
        }
        if (expression instanceof Expr.SomeIn some) {
            List<Value> parts = new ArrayList<>();
            String name = some.key().isPresent() ? "member_3" : "member_2";
            parts.add(typed("ref", path("internal", List.of(name))));
            some.key().ifPresent(key -> parts.add(term(key)));
            parts.add(term(some.value()));
            parts.add(term(some.domain()));
            return object("symbols", ArrayValue.of(typed("call", ArrayValue.of(parts))));
        }
        if (expression instanceof Expr.Every every) {
            return object(
                    "key",
                    every.key().map(this::term).orElse(NullValue.NULL),
                    "value",
                    term(every.value()),
                    "domain",
                    term(every.domain()),
                    "body",
                    body(every.body()));
        }
        if (expression instanceof Expr.Logical logical) {
            String type = logical.operator() == Expr.LogicalOperator.AND ? "and" : "or";
            return object("type", type, "lhs", body(logical.left()), "rhs", body(logical.right()));
        }
        if (expression instanceof Expr.NotBody not) {
            return object("type", "not", "explicit_body", not.braces(), "body", body(not.body()));
        }
        return plain(((Expr.Not) expression).negated());
    }

    private Value terms(List<? extends Term> terms) {
        List<Value> all = new ArrayList<>();
        terms.forEach(term -> all.add(term(term)));
        return ArrayValue.of(all);
    }

    private Value reference(Term head, List<Term> operands) {
        List<Value> parts = new ArrayList<>();
        parts.add(head instanceof Term.Var name ? variable(name(name)) : term(head));
        operands.forEach(operand -> parts.add(term(operand)));
        return ArrayValue.of(parts);
    }

    private Value call(Term.Call call) {
        List<Value> parts = new ArrayList<>();
        parts.add(target(call.operator()));
        call.arguments().forEach(argument -> parts.add(term(argument)));
        return ArrayValue.of(parts);
    }

    private String name(Term.Var variable) {
        return variable.isWildcard() ? "$" + wildcards++ : variable.name();
    }

    private Value term(Term term) {
        if (term instanceof Term.Scalar scalar) {
            Value value = scalar.value();
            return typed(value.type().text(), value instanceof NullValue ? ObjectValue.EMPTY : value);
        }
        if (term instanceof Term.Var variable) {
            boolean document =
                    variable.name().equals("input") || variable.name().equals("data");
            return document ? target(term) : variable(name(variable));
        }
        if (term instanceof Term.Ref ref) {
            return typed("ref", reference(ref.head(), ref.operands()));
        }
        if (term instanceof Term.Call call) {
            return typed("call", call(call));
        }
        if (term instanceof Term.ArrayLiteral array) {
            return typed("array", terms(array.items()));
        }
        if (term instanceof Term.SetLiteral set) {
            return typed("set", sorted(((ArrayValue) terms(set.members())).items()));
        }
        if (term instanceof Term.ObjectLiteral object) {
            List<Value> entries = new ArrayList<>();
            object.entries().forEach(entry -> entries.add(ArrayValue.of(term(entry.key()), term(entry.value()))));
            return typed("object", sorted(entries));
        }
        if (term instanceof Term.ArrayComprehension comprehension) {
            Value head = term(comprehension.head());
            return typed("arraycomprehension", object("term", head, "body", body(comprehension.body())));
        }
        if (term instanceof Term.SetComprehension comprehension) {
            Value head = term(comprehension.head());
            return typed("setcomprehension", object("term", head, "body", body(comprehension.body())));
        }
        if (term instanceof Term.ObjectComprehension comprehension) {
            Value key = term(comprehension.key());
            Value value = term(comprehension.value());
            return typed("objectcomprehension", object("key", key, "value", value, "body", body(comprehension.body())));
        }
        return template((Term.Template) term);
    }

    /** Members and entries in the order of their values where they are scalars, as sets and objects have it. */
    private static Value sorted(List<Value> items) {
        List<Value> all = new ArrayList<>(items);
        Collections.sort(all);
        return ArrayValue.of(all);
    }

    private Value template(Term.Template template) {
        List<Value> parts = new ArrayList<>();
        for (Term.Template.Part part : template.parts()) {
            if (part.term().isEmpty()) {
                parts.add(text(part.text().orElse("")));
            } else {
                Term term = part.term().get();
                Value terms = term instanceof Term.Call call ? call(call) : term(term);
                parts.add(object("index", 0, "terms", terms, "with", withs(part.withs())));
            }
        }
        String line = lines.get(template.at().row() - 1);
        int start = line.offsetByCodePoints(0, template.at().column() - 1);
        boolean raw = start + 1 < line.length() && line.charAt(start + 1) == '`';
        return typed("templatestring", object("parts", ArrayValue.of(parts), "multi_line", raw));
    }
}
