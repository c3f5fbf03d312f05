package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.value.RegoText;
import java.util.List;

/**
 * Prints terms and expressions as Rego text on one line, for traces, explanations and messages. What is printed parses
 * to the same tree, apart from locations.
 */
public final class SourcePrinter {
    private final StringBuilder out = new StringBuilder();

    private SourcePrinter() {}

    /** {@return a term as text} */
    public static String print(Term term) {
        SourcePrinter printer = new SourcePrinter();
        printer.term(term);
        return printer.out.toString();
    }

    /** {@return an expression as text, its modifiers included} */
    public static String print(Expr expression) {
        SourcePrinter printer = new SourcePrinter();
        printer.expression(expression);
        return printer.out.toString();
    }

    /** {@return the expressions of a body as text, separated by semicolons} */
    public static String print(Body body) {
        SourcePrinter printer = new SourcePrinter();
        printer.body(body);
        return printer.out.toString();
    }

    /** {@return the head of a rule as text} */
    public static String print(Rule.Head head) {
        SourcePrinter printer = new SourcePrinter();
        printer.head(head);
        return printer.out.toString();
    }

    private void head(Rule.Head head) {
        out.append(head.name().name());
        operands(head.path());
        head.arguments().ifPresent(arguments -> list("(", arguments, ")"));
        head.contains().ifPresent(element -> {
            out.append(" contains ");
            term(element);
        });
        head.value().ifPresent(value -> {
            out.append(" := ");
            term(value);
        });
    }

    private void body(Body body) {
        String separator = "";
        for (Expr expression : body.expressions()) {
            out.append(separator);
            expression(expression);
            separator = "; ";
        }
    }

    private void expression(Expr expression) {
        if (expression instanceof Expr.TermExpr termExpr) {
            condition(termExpr.term());
        } else if (expression instanceof Expr.Not not) {
            out.append("not ");
            expression(not.negated());
        } else if (expression instanceof Expr.SomeDeclaration some) {
            out.append("some ");
            String separator = "";
            for (Term.Var variable : some.variables()) {
                out.append(separator).append(variable.name());
                separator = ", ";
            }
        } else if (expression instanceof Expr.SomeIn some) {
            out.append("some ");
            some.key().ifPresent(key -> {
                operand(key, Operator.LOWEST);
                out.append(", ");
            });
            operand(some.value(), some.key().isPresent() ? Operator.LOWEST : 0);
            out.append(" in ");
            operand(some.domain(), Operator.LOWEST);
        } else if (expression instanceof Expr.Every every) {
            out.append("every ");
            every.key().ifPresent(key -> out.append(key.name()).append(", "));
            out.append(every.value().name()).append(" in ");
            operand(every.domain(), Operator.LOWEST);
            out.append(" { ");
            body(every.body());
            out.append(" }");
        } else if (expression instanceof Expr.Logical logical) {
            logicalOperand(logical.left());
            out.append(logical.operator() == Expr.LogicalOperator.AND ? " and " : " or ");
            logicalOperand(logical.right());
        } else if (expression instanceof Expr.NotBody not) {
            out.append("not ");
            negated(not);
        }
        withs(expression.withs());
    }

    /** A body in braces, or an expression; one that would be read as a body goes into parentheses. */
    private void negated(Expr.NotBody not) {
        Expr only = not.body().expressions().get(0);
        if (not.braces()) {
            logicalOperand(not.body());
        } else if (only instanceof Expr.TermExpr test && only.withs().isEmpty() && !beginsWithBrace(test.term())) {
            condition(test.term());
        } else {
            out.append('(');
            expression(only);
            out.append(')');
        }
    }

    private static boolean beginsWithBrace(Term term) {
        Term first = term;
        while (first instanceof Term.Ref || first instanceof Term.Call call && call.infix()) {
            first = first instanceof Term.Ref ref
                    ? ref.head()
                    : ((Term.Call) first).arguments().get(0);
        }
        return first instanceof Term.ObjectLiteral
                || first instanceof Term.SetLiteral
                || first instanceof Term.ObjectComprehension
                || first instanceof Term.SetComprehension;
    }

    private void logicalOperand(Body body) {
        out.append("{ ");
        List<Expr> expressions = body.expressions();
        if (expressions.size() == 1
                && expressions.get(0) instanceof Expr.TermExpr only
                && only.withs().isEmpty()
                && beginsWithUnion(only.term())) {
            parenthesized(only.term());
        } else {
            body(body);
        }
        out.append(" }");
    }

    private void withs(List<Expr.With> withs) {
        for (Expr.With with : withs) {
            out.append(" with ");
            term(with.target());
            out.append(" as ");
            term(with.value());
        }
    }

    /** A term, or two that an assignment joins. */
    private void condition(Term term) {
        if (term instanceof Term.Call call && call.infix() && call.arguments().size() == 2) {
            String name = call.name();
            if (name.equals(Operator.ASSIGN) || name.equals(Operator.UNIFY)) {
                term(call.arguments().get(0));
                out.append(name.equals(Operator.ASSIGN) ? " := " : " = ");
                term(call.arguments().get(1));
                return;
            }
        }
        term(term);
    }

    private void term(Term term) {
        if (term instanceof Term.Scalar scalar) {
            scalar(scalar);
        } else if (term instanceof Term.Var variable) {
            out.append(variable.name());
        } else if (term instanceof Term.Ref ref) {
            appendable(ref.head());
            operands(ref.operands());
        } else if (term instanceof Term.Call call) {
            call(call);
        } else if (term instanceof Term.Template template) {
            template(template);
        } else {
            collection(term);
        }
    }

    private void scalar(Term.Scalar scalar) {
        out.append(scalar.value());
    }

    private void call(Term.Call call) {
        if (!isPrintedInfix(call)) {
            appendable(call.operator());
            list("(", call.arguments(), ")");
            return;
        }
        List<Term> arguments = call.arguments();
        String name = call.name();
        if (name.equals(Operator.MEMBER)) {
            operand(arguments.get(0), 0);
            out.append(" in ");
            operand(arguments.get(1), Operator.LOWEST);
        } else if (name.equals(Operator.MEMBER_WITH_KEY)) {
            operand(arguments.get(0), Operator.LOWEST);
            out.append(", ");
            operand(arguments.get(1), Operator.LOWEST);
            out.append(" in ");
            operand(arguments.get(2), Operator.LOWEST);
        } else {
            Operator operator = Operator.ofBuiltin(name).orElseThrow();
            operand(arguments.get(0), operator.level());
            out.append(' ').append(operator.symbol()).append(' ');
            operand(arguments.get(1), operator.level() + 1);
        }
    }

    /** Whether a call is an operator with the operands that it has in a text. */
    private static boolean isPrintedInfix(Term.Call call) {
        if (!call.infix()) {
            return false;
        }
        String name = call.name();
        int operands = name.equals(Operator.MEMBER_WITH_KEY) ? 3 : 2;
        boolean isKnown = name.equals(Operator.MEMBER)
                || name.equals(Operator.MEMBER_WITH_KEY)
                || Operator.ofBuiltin(name).isPresent();
        return isKnown && call.arguments().size() == operands;
    }

    /** Prints what stands beside an operator, in parentheses if it binds weaker than this level. */
    private void operand(Term term, int level) {
        if (level(term) < level) {
            parenthesized(term);
        } else {
            term(term);
        }
    }

    private void parenthesized(Term term) {
        out.append('(');
        term(term);
        out.append(')');
    }

    /** How tight the outermost operator binds; -1 for {@code k, v in xs}, 0 for {@code in}. */
    private static int level(Term term) {
        if (!(term instanceof Term.Call call) || !isPrintedInfix(call)) {
            return Operator.HIGHEST;
        }
        String name = call.name();
        if (name.equals(Operator.MEMBER_WITH_KEY)) {
            return -1;
        }
        return Operator.ofBuiltin(name).map(Operator::level).orElse(0);
    }

    /** Prints a term that operands or arguments follow. */
    private void appendable(Term term) {
        if (level(term) < Operator.HIGHEST) {
            parenthesized(term);
        } else {
            term(term);
        }
    }

    private void operands(List<Term> operands) {
        for (Term operand : operands) {
            if (operand instanceof Term.Scalar scalar
                    && scalar.value() instanceof StringValue text
                    && isName(text.value())) {
                out.append('.').append(text.value());
            } else {
                out.append('[');
                term(operand);
                out.append(']');
            }
        }
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || !isLetter(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isLetter((char) c) || c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private void list(String open, List<Term> items, String close) {
        out.append(open);
        String separator = "";
        for (Term item : items) {
            out.append(separator);
            item(item);
            separator = ", ";
        }
        out.append(close);
    }

    /** Prints a term between commas. */
    private void item(Term item) {
        operand(item, 0);
    }

    private void collection(Term term) {
        if (term instanceof Term.ArrayLiteral array) {
            items("[", array.items(), "]");
        } else if (term instanceof Term.SetLiteral set) {
            if (set.members().isEmpty()) {
                out.append("set()");
            } else {
                items("{", set.members(), "}");
            }
        } else if (term instanceof Term.ObjectLiteral object) {
            object(object);
        } else if (term instanceof Term.ArrayComprehension comprehension) {
            out.append('[');
            comprehensionHead(comprehension.head());
            comprehension(comprehension.body(), "]");
        } else if (term instanceof Term.SetComprehension comprehension) {
            out.append('{');
            comprehensionHead(comprehension.head());
            comprehension(comprehension.body(), "}");
        } else if (term instanceof Term.ObjectComprehension comprehension) {
            out.append('{');
            firstItem(comprehension.key());
            out.append(": ");
            comprehensionHead(comprehension.value());
            comprehension(comprehension.body(), "}");
        } else {
            throw new AssertionError("unknown term " + term.getClass());
        }
    }

    private void comprehensionHead(Term head) {
        appendable(head);
    }

    private void comprehension(Body body, String close) {
        out.append(" | ");
        body(body);
        out.append(close);
    }

    private void items(String open, List<Term> items, String close) {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            if (i == 0) {
                firstItem(items.get(0));
            } else {
                out.append(", ");
                item(items.get(i));
            }
        }
        out.append(close);
    }

    /** Prints an item behind an opening bracket, where a bare union would make a comprehension of the whole. */
    private void firstItem(Term item) {
        if (beginsWithUnion(item)) {
            parenthesized(item);
        } else {
            item(item);
        }
    }

    /** Whether the text of a term begins with a primary and a bar. */
    private static boolean beginsWithUnion(Term term) {
        Term current = term;
        while (current instanceof Term.Call call && isPrintedInfix(call)) {
            Term left = call.arguments().get(0);
            boolean leftIsPrimary = level(left) == Operator.HIGHEST;
            if (leftIsPrimary || level(left) < Math.max(level(call), 0)) {
                return call.name().equals(Operator.UNION.builtin());
            }
            current = left;
        }
        return false;
    }

    private void object(Term.ObjectLiteral object) {
        out.append('{');
        String separator = "";
        for (Term.Entry entry : object.entries()) {
            out.append(separator);
            if (separator.isEmpty()) {
                firstItem(entry.key());
                out.append(": ");
                firstItem(entry.value());
            } else {
                item(entry.key());
                out.append(": ");
                item(entry.value());
            }
            separator = ", ";
        }
        out.append('}');
    }

    private void template(Term.Template template) {
        out.append("$\"");
        for (Term.Template.Part part : template.parts()) {
            part.text().ifPresent(this::templateText);
            part.term().ifPresent(term -> {
                out.append('{');
                term(term);
                withs(part.withs());
                out.append('}');
            });
        }
        out.append('"');
    }

    private void templateText(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2);
        RegoText.literal(text, literal);
        String quoted = literal.toString();
        out.append(quoted.substring(1, quoted.length() - 1).replace("{", "\\{"));
    }
}
