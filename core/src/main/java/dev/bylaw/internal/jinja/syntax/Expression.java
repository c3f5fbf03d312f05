package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.Value;
import java.util.List;
import java.util.Optional;

/** An expression of a template. Offsets are those of the file. Immutable. */
public sealed interface Expression {
    /** {@return its first offset} */
    int start();

    /** {@return the offset behind it} */
    int end();

    /** Calls the visitor's method for this sort of expression. */
    <R> R accept(Visitor<R> visitor);

    /** {@return whether Jinja computes it once, when it reads the template} That is so if it has no name and no call. */
    default boolean constant() {
        return false;
    }

    /**
     * What is done with each sort of expression.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** A number, text, boolean or {@code none}. */
        R literal(Literal expression);

        /** A variable. */
        R name(Name expression);

        /** A list. */
        R list(ListLiteral expression);

        /** A tuple. */
        R tuple(TupleLiteral expression);

        /** A dictionary. */
        R dictionary(DictionaryLiteral expression);

        /** {@code a.b}. */
        R attribute(Attribute expression);

        /** {@code a[b]}. */
        R item(Item expression);

        /** {@code a[b:c]}. */
        R slice(Slice expression);

        /** {@code a(b)}. */
        R call(Call expression);

        /** {@code a | b}. */
        R filter(Filter expression);

        /** {@code a is b}. */
        R test(Test expression);

        /** {@code not a}. */
        R not(Not expression);

        /** {@code -a} or {@code +a}. */
        R sign(Sign expression);

        /** {@code a and b}. */
        R and(And expression);

        /** {@code a or b}. */
        R or(Or expression);

        /** {@code a ~ b}. */
        R concat(Concat expression);

        /** {@code a + b} and the like. */
        R calculation(Calculation expression);

        /** {@code a < b} and the like. */
        R compare(Compare expression);

        /** {@code a if b else c}. */
        R conditional(Conditional expression);
    }

    /** A number, text, boolean or {@code none}. */
    record Literal(Value value, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }

        @Override
        public boolean constant() {
            return true;
        }
    }

    /** A variable. */
    record Name(String name, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.name(this);
        }
    }

    /** {@code [a, b]}. */
    record ListLiteral(List<Expression> items, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.list(this);
        }

        @Override
        public boolean constant() {
            return items.stream().allMatch(Expression::constant);
        }
    }

    /** {@code (a, b)}. */
    record TupleLiteral(List<Expression> items, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tuple(this);
        }

        @Override
        public boolean constant() {
            return items.stream().allMatch(Expression::constant);
        }
    }

    /** An entry of a dictionary. */
    record Pair(Expression key, Expression value) {}

    /** <code>{a: b}</code>. */
    record DictionaryLiteral(List<Pair> pairs, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dictionary(this);
        }

        @Override
        public boolean constant() {
            return pairs.stream()
                    .allMatch(pair -> pair.key().constant() && pair.value().constant());
        }
    }

    /** {@code owner.name}. */
    record Attribute(Expression owner, String name, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attribute(this);
        }
    }

    /** {@code owner[key]}. */
    record Item(Expression owner, Expression key, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.item(this);
        }

        @Override
        public boolean constant() {
            return owner.constant() && key.constant();
        }
    }

    /** {@code owner[from:to:step]}. */
    record Slice(
            Expression owner,
            Optional<Expression> from,
            Optional<Expression> to,
            Optional<Expression> step,
            int start,
            int end)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.slice(this);
        }

        @Override
        public boolean constant() {
            return owner.constant()
                    && from.map(Expression::constant).orElse(true)
                    && to.map(Expression::constant).orElse(true)
                    && step.map(Expression::constant).orElse(true);
        }
    }

    /** A named argument. */
    record Keyword(String name, int nameStart, int nameEnd, Expression value) {}

    /**
     * The arguments of a call, filter or test.
     *
     * @param positional those without names
     * @param named those with names
     * @param more {@code *more}
     * @param moreNamed {@code **moreNamed}
     */
    record CallArguments(
            List<Expression> positional,
            List<Keyword> named,
            Optional<Expression> more,
            Optional<Expression> moreNamed) {
        /** No arguments. */
        public static final CallArguments NONE =
                new CallArguments(List.of(), List.of(), Optional.empty(), Optional.empty());

        boolean constant() {
            return positional.stream().allMatch(Expression::constant)
                    && named.stream().allMatch(keyword -> keyword.value().constant())
                    && more.map(Expression::constant).orElse(true)
                    && moreNamed.map(Expression::constant).orElse(true);
        }
    }

    /** {@code callee(arguments)}. */
    record Call(Expression callee, CallArguments arguments, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** {@code operand | name(arguments)}; without operand in a filter block. */
    record Filter(Optional<Expression> operand, String name, CallArguments arguments, int start, int end)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.filter(this);
        }

        @Override
        public boolean constant() {
            return operand.map(Expression::constant).orElse(false) && arguments.constant();
        }
    }

    /** {@code operand is name(arguments)}. */
    record Test(Expression operand, String name, CallArguments arguments, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.test(this);
        }

        @Override
        public boolean constant() {
            return operand.constant() && arguments.constant();
        }
    }

    /** {@code not operand}. */
    record Not(Expression operand, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }

        @Override
        public boolean constant() {
            return operand.constant();
        }
    }

    /** {@code -operand} or {@code +operand}. */
    record Sign(boolean negative, Expression operand, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sign(this);
        }

        @Override
        public boolean constant() {
            return operand.constant();
        }
    }

    /** Operands with {@code and} between them. */
    record And(List<Expression> operands, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }

        @Override
        public boolean constant() {
            return operands.stream().allMatch(Expression::constant);
        }
    }

    /** Operands with {@code or} between them. */
    record Or(List<Expression> operands, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }

        @Override
        public boolean constant() {
            return operands.stream().allMatch(Expression::constant);
        }
    }

    /** Operands with {@code ~} between them. */
    record Concat(List<Expression> operands, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }

        @Override
        public boolean constant() {
            return operands.stream().allMatch(Expression::constant);
        }
    }

    /** An operator with what stands right of it. */
    record Operation(Arithmetic.Operator operator, Expression right) {}

    /** Operators of one rank, from left to right. */
    record Calculation(Expression first, List<Operation> operations, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.calculation(this);
        }

        @Override
        public boolean constant() {
            return first.constant()
                    && operations.stream()
                            .allMatch(operation -> operation.right().constant());
        }
    }

    /** The comparisons. */
    enum Comparator {
        /** {@code ==}. */
        EQUAL,
        /** {@code !=}. */
        NOT_EQUAL,
        /** {@code <}. */
        LESS,
        /** {@code <=}. */
        LESS_OR_EQUAL,
        /** {@code >}. */
        GREATER,
        /** {@code >=}. */
        GREATER_OR_EQUAL,
        /** {@code in}. */
        IN,
        /** {@code not in}. */
        NOT_IN
    }

    /** A comparison with what stands right of it. */
    record Comparand(Comparator comparator, Expression right) {}

    /** A chain of comparisons, all of which must hold. */
    record Compare(Expression first, List<Comparand> comparands, int start, int end) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compare(this);
        }

        @Override
        public boolean constant() {
            return first.constant()
                    && comparands.stream()
                            .allMatch(comparand -> comparand.right().constant());
        }
    }

    /** {@code then if test else otherwise}. */
    record Conditional(Expression test, Expression then, Optional<Expression> otherwise, int start, int end)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conditional(this);
        }

        @Override
        public boolean constant() {
            return test.constant()
                    && then.constant()
                    && otherwise.map(Expression::constant).orElse(false);
        }
    }
}
