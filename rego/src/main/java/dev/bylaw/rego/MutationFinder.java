package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks through a module and plants every fault it knows. Messages are left alone: a worse text is no fault of a rule. */
final class MutationFinder {
    private static final Map<String, String> SYMBOLS =
            Map.of("equal", "==", "neq", "!=", "lt", "<", "lte", "<=", "gt", ">", "gte", ">=");
    private static final Map<String, String> REVERSED =
            Map.of("equal", "!=", "neq", "==", "lt", ">=", "lte", ">", "gt", "<=", "gte", "<");
    private static final Map<String, String> BOUNDS = Map.of("lt", "<=", "lte", "<", "gt", ">=", "gte", ">");
    private static final Set<String> MESSAGE = Set.of("message", "msg");
    private static final Set<String> IDENTITY = Set.of("at", "key");
    /** Larger numbers are counted by nobody, and some would be long when written out. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);

    private static final String PATH = "path";
    private static final String FORMAT = "sprintf";
    private static final String ASSIGN = "assign";
    private static final String UNIFY = "eq";

    private final Mutations mutations;

    MutationFinder(Mutations mutations) {
        this.mutations = mutations;
    }

    void module(SourceModule module) {
        module.rules().forEach(this::rule);
    }

    private void rule(Rule rule) {
        mutations.replace(Mutation.Kind.BRANCH, rule.at(), "");
        Rule.Head head = rule.head();
        head.path().forEach(this::term);
        head.contains().ifPresent(this::finding);
        head.value().ifPresent(value -> {
            flag(value);
            term(value);
        });
        rule.body().ifPresent(this::body);
        for (Rule.Else branch : rule.elses()) {
            mutations.replace(Mutation.Kind.BRANCH, branch.at(), "");
            branch.value().ifPresent(value -> {
                flag(value);
                term(value);
            });
            branch.body().ifPresent(this::body);
        }
    }

    /** The value of a rule that is true or false. */
    private void flag(Term value) {
        if (value instanceof Term.Scalar scalar && scalar.value() instanceof BooleanValue flag) {
            mutations.replace(Mutation.Kind.CONDITION, value.at(), String.valueOf(!flag.value()));
        }
    }

    /** The member of a set; that of {@code violation} says where. */
    private void finding(Term member) {
        if (!(member instanceof Term.ObjectLiteral object)) {
            term(member);
            return;
        }
        for (Term.Entry entry : object.entries()) {
            String key = text(entry.key()).orElse("");
            if (IDENTITY.contains(key)) {
                place(entry.value());
            } else if (key.equals(PATH)) {
                steps(entry.value());
            } else if (!MESSAGE.contains(key)) {
                term(entry.value());
            }
        }
    }

    private void place(Term value) {
        Optional<String> pointer = text(value);
        if (pointer.isEmpty()) {
            mutations.replace(Mutation.Kind.PLACE, value.at(), "\"\"");
            term(value);
        } else if (pointer.get().isEmpty()) {
            mutations.replace(Mutation.Kind.PLACE, value.at(), "\"/name\"");
        } else {
            mutations.replace(Mutation.Kind.PLACE, value.at(), "\"\"");
            int parent = pointer.get().lastIndexOf('/');
            if (parent > 0) {
                mutations.replace(
                        Mutation.Kind.PLACE, value.at(), '"' + pointer.get().substring(0, parent) + '"');
            }
        }
    }

    private void steps(Term value) {
        mutations.replace(Mutation.Kind.PLACE, value.at(), "[]");
        term(value);
    }

    private void body(Body body) {
        body.expressions().forEach(this::expression);
    }

    private void expression(Expr expression) {
        if (isCondition(expression)) {
            mutations.replace(Mutation.Kind.BRANCH, expression.at(), "true");
        }
        for (Expr.With with : expression.withs()) {
            term(with.value());
        }
        if (expression instanceof Expr.TermExpr test) {
            condition(test);
        } else if (expression instanceof Expr.Not not) {
            mutations.replace(
                    Mutation.Kind.CONDITION,
                    not.at(),
                    mutations.source(not.at()).replaceFirst("^not\\s+", ""));
            if (not.negated() instanceof Expr.TermExpr test) {
                term(test.term());
            } else {
                expression(not.negated());
            }
        } else if (expression instanceof Expr.NotBody not) {
            if (!not.braces()) {
                mutations.replace(
                        Mutation.Kind.CONDITION,
                        not.at(),
                        mutations.source(not.at()).replaceFirst("^not\\s+", ""));
            }
            body(not.body());
        } else if (expression instanceof Expr.SomeIn some) {
            term(some.value());
            term(some.domain());
        } else if (expression instanceof Expr.Every every) {
            term(every.domain());
            body(every.body());
        } else if (expression instanceof Expr.Logical logical) {
            body(logical.left());
            body(logical.right());
        }
    }

    /** Whether an expression decides and gives no name to anything. */
    private static boolean isCondition(Expr expression) {
        if (expression instanceof Expr.TermExpr test) {
            return !(test.term() instanceof Term.Call call
                    && call.infix()
                    && (call.name().equals(ASSIGN) || call.name().equals(UNIFY)));
        }
        return !(expression instanceof Expr.SomeDeclaration) && !(expression instanceof Expr.SomeIn);
    }

    private void condition(Expr.TermExpr test) {
        if (test.term() instanceof Term.Call call && call.infix()) {
            String operator = call.name();
            if (operator.equals(ASSIGN) || operator.equals(UNIFY)) {
                Term target = call.arguments().get(0);
                boolean message = target instanceof Term.Var name && MESSAGE.contains(name.name());
                if (!message) {
                    term(call.arguments().get(1));
                } else if (call.arguments().get(1) instanceof Term.Call made) {
                    made.arguments().forEach(this::withoutTexts);
                }
                return;
            }
            if (REVERSED.containsKey(operator)) {
                operator(Mutation.Kind.CONDITION, call, REVERSED.get(operator));
                term(call);
                return;
            }
        }
        mutations.replace(Mutation.Kind.CONDITION, test.at(), "not " + mutations.source(test.at()));
        term(test.term());
    }

    private void operator(Mutation.Kind kind, Term.Call call, String replacement) {
        Term left = call.arguments().get(0);
        Term right = call.arguments().get(1);
        String between = mutations.between(left.at(), right.at());
        String symbol = SYMBOLS.get(call.name());
        int at = between.indexOf(symbol);
        if (at >= 0) {
            mutations.replaceBetween(
                    kind,
                    left.at(),
                    right.at(),
                    between.substring(0, at) + replacement + between.substring(at + symbol.length()));
        }
    }

    /** In the arguments of a message only what is computed. */
    private void withoutTexts(Term term) {
        if (term instanceof Term.ArrayLiteral array) {
            array.items().forEach(this::withoutTexts);
        } else if (!(term instanceof Term.Scalar)) {
            term(term);
        }
    }

    private void term(Term term) {
        if (term instanceof Term.Scalar scalar) {
            scalar(scalar);
        } else if (term instanceof Term.Ref ref) {
            term(ref.head());
            for (Term operand : ref.operands()) {
                if (!(operand instanceof Term.Scalar scalar && isField(scalar))) {
                    term(operand);
                }
            }
        } else if (term instanceof Term.ArrayLiteral array) {
            members(array.items());
        } else if (term instanceof Term.SetLiteral set) {
            members(set.members());
        } else if (term instanceof Term.ObjectLiteral object) {
            for (Term.Entry entry : object.entries()) {
                if (!MESSAGE.contains(text(entry.key()).orElse(""))) {
                    term(entry.value());
                }
            }
        } else if (term instanceof Term.ArrayComprehension list) {
            term(list.head());
            body(list.body());
        } else if (term instanceof Term.SetComprehension set) {
            term(set.head());
            body(set.body());
        } else if (term instanceof Term.ObjectComprehension object) {
            term(object.key());
            term(object.value());
            body(object.body());
        } else if (term instanceof Term.Call call) {
            call(call);
        } else if (term instanceof Term.Template template) {
            template.parts().forEach(part -> part.term().ifPresent(this::term));
        }
    }

    /** Whether a step of a reference is written as a name behind a dot. */
    private boolean isField(Term.Scalar operand) {
        return operand.value() instanceof StringValue
                && !mutations.source(operand.at()).startsWith("\"")
                && !mutations.source(operand.at()).startsWith("`");
    }

    private void call(Term.Call call) {
        if (call.infix()) {
            Optional.ofNullable(BOUNDS.get(call.name()))
                    .ifPresent(bound -> operator(Mutation.Kind.OFF_BY_ONE, call, bound));
        }
        if (call.name().equals(FORMAT)) {
            call.arguments().forEach(this::withoutTexts);
        } else {
            call.arguments().forEach(this::term);
        }
    }

    private void members(List<Term> members) {
        for (int i = 0; i < members.size() && members.size() > 1; i++) {
            RegoLocation at = members.get(i).at();
            if (i + 1 < members.size()) {
                mutations.leaveOutUpTo(
                        Mutation.Kind.PATTERN, at, members.get(i + 1).at());
            } else {
                mutations.leaveOutAfter(
                        Mutation.Kind.PATTERN, members.get(i - 1).at(), at);
            }
        }
        members.forEach(this::term);
    }

    private void scalar(Term.Scalar scalar) {
        if (scalar.value() instanceof NumberValue number) {
            BigDecimal value = number.decimalValue();
            if (value.abs().compareTo(LARGEST) > 0) {
                return;
            }
            mutations.replace(
                    Mutation.Kind.OFF_BY_ONE,
                    scalar.at(),
                    value.add(BigDecimal.ONE).toPlainString());
            // A number below zero mostly stands for all there are, and so does every smaller one.
            if (value.signum() >= 0) {
                mutations.replace(
                        Mutation.Kind.OFF_BY_ONE,
                        scalar.at(),
                        value.subtract(BigDecimal.ONE).toPlainString());
            }
        } else if (scalar.value() instanceof StringValue) {
            for (String changed : changed(mutations.source(scalar.at()))) {
                mutations.replace(Mutation.Kind.PATTERN, scalar.at(), changed);
            }
        }
    }

    /** Other texts, in quotes: a letter more, and for patterns without an anchor, or another quantifier. */
    private static List<String> changed(String quoted) {
        String quote = quoted.substring(0, 1);
        String inner = quoted.substring(1, quoted.length() - 1);
        List<String> changed = new ArrayList<>();
        changed.add(inner + "x");
        if (inner.startsWith("^")) {
            changed.add(inner.substring(1));
        }
        if (inner.endsWith("$")) {
            changed.add(inner.substring(0, inner.length() - 1));
        }
        if (inner.startsWith("(?i)")) {
            changed.add(inner.substring("(?i)".length()));
        }
        if (inner.matches(".*[])]\\+.*")) {
            changed.add(inner.replaceFirst("(?<=[])])\\+", ""));
        }
        return changed.stream().map(text -> quote + text + quote).toList();
    }

    private static Optional<String> text(Term term) {
        return term instanceof Term.Scalar scalar && scalar.value() instanceof StringValue string
                ? Optional.of(string.value())
                : Optional.empty();
    }
}
