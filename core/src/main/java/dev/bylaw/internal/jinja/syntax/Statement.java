package dev.bylaw.internal.jinja.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement of a template: data, an expression that is printed, or a tag. Offsets are those of the file. */
public sealed interface Statement {
    /** {@return its first offset} */
    int start();

    /** {@return the offset behind it; for a tag with a body, behind its last tag} */
    int end();

    /** Calls the visitor's method for this sort of statement. */
    <R> R accept(Visitor<R> visitor);

    /**
     * What is done with each sort of statement.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** Text that stays as it is. */
        R data(Data statement);

        /** Expressions that are printed. */
        R output(Output statement);

        /** A condition. */
        R condition(If statement);

        /** A loop. */
        R loop(For statement);

        /** An assignment. */
        R assignment(Assignment statement);

        /** An assignment of a block. */
        R blockAssignment(BlockAssignment statement);

        /** A macro, or what dbt treats as one. */
        R macro(Macro statement);

        /** A call with a body. */
        R callBlock(CallBlock statement);

        /** A filter with a body. */
        R filterBlock(FilterBlock statement);

        /** Variables for a body. */
        R with(With statement);

        /** An expression that is not printed. */
        R perform(Do statement);

        /** The end of a loop, or of one pass. */
        R jump(Jump statement);

        /** A body that is only grouped. */
        R section(Section statement);

        /** A tag that has no meaning here. */
        R unsupported(Unsupported statement);
    }

    /** Text that stays as it is. */
    record Data(int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.data(this);
        }
    }

    /** Expressions that are printed; several in a {@code print} tag only. */
    record Output(List<Expression> expressions, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.output(this);
        }
    }

    /** A condition with what is done when it holds. */
    record Branch(Expression test, List<Statement> body) {}

    /** {@code if}, {@code elif}, {@code else}. */
    record If(List<Branch> branches, List<Statement> otherwise, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.condition(this);
        }
    }

    /** {@code for}. */
    record For(
            Target target,
            Expression iterable,
            Optional<Expression> test,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            int start,
            int end)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loop(this);
        }
    }

    /** {@code set target = value}. */
    record Assignment(Target target, Expression value, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assignment(this);
        }
    }

    /** {@code set target} with a body, whose text goes through filters. */
    record BlockAssignment(Target target, Optional<Expression> filter, List<Statement> body, int start, int end)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.blockAssignment(this);
        }
    }

    /** A parameter with the value that it has when it is not given. */
    record Parameter(String name, Optional<Expression> fallback) {}

    /**
     * A macro, or what dbt treats as one.
     *
     * @param kind the tag
     * @param name the name as written
     * @param parameters the parameters
     * @param body what it does
     * @param special which of {@code varargs}, {@code kwargs} and {@code caller} the body uses
     * @param start its first offset
     * @param end the offset behind it
     */
    record Macro(
            String kind,
            String name,
            List<Parameter> parameters,
            List<Statement> body,
            Set<String> special,
            int start,
            int end)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.macro(this);
        }
    }

    /** {@code call}: a call that gets the body as {@code caller}. */
    record CallBlock(Macro caller, Expression.Call call, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callBlock(this);
        }
    }

    /** {@code filter}: a body whose text goes through filters. */
    record FilterBlock(Expression filter, List<Statement> body, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.filterBlock(this);
        }
    }

    /** {@code with}: variables for a body. */
    record With(List<Target> targets, List<Expression> values, List<Statement> body, int start, int end)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.with(this);
        }
    }

    /** {@code do}: an expression that is not printed. */
    record Do(Expression expression, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.perform(this);
        }
    }

    /** {@code break} or {@code continue}. */
    record Jump(boolean leaves, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.jump(this);
        }
    }

    /**
     * A body that is only grouped: {@code block}, {@code autoescape}, {@code snapshot}.
     *
     * @param kind the tag
     * @param name its name; empty if it has none
     * @param body what it groups
     * @param start its first offset
     * @param end the offset behind it
     */
    record Section(String kind, String name, List<Statement> body, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.section(this);
        }
    }

    /** A tag that needs other templates by name, which dbt has not: {@code include} and the like. */
    record Unsupported(String tag, int start, int end) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unsupported(this);
        }
    }

    /** What is assigned to. */
    sealed interface Target {
        /** A variable. */
        record Variable(String name) implements Target {}

        /** An attribute of a namespace. */
        record Field(String namespace, String name) implements Target {}

        /** Several targets for the items of a sequence. */
        record Several(List<Target> targets) implements Target {
            /** Copies the targets. */
            public Several {
                targets = List.copyOf(targets);
            }
        }
    }
}
