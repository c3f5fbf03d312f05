package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Expression;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.Attributes;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.Comparison;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.Journal;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.NamespaceValue;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Evaluates expressions. */
final class ExpressionEvaluator implements Expression.Visitor<Value> {
    private static final String NOT_KNOWN = "it depends on a value that is not known";

    private final Run run;
    private String reason = NOT_KNOWN;

    ExpressionEvaluator(Run run) {
        this.run = run;
    }

    /** {@return the value of an expression} */
    Value evaluate(Expression expression) {
        run.budget().step();
        run.budget().enter();
        try {
            return expression.accept(this);
        } catch (TemplateException e) {
            throw e.at(run.template().file().location(expression.start(), expression.end()));
        } finally {
            run.budget().leave();
        }
    }

    /** {@return whether an expression holds} If that is not known, {@link #reason()} says why. */
    Truth truth(Expression expression) {
        if (expression instanceof Expression.Not not) {
            return truth(not.operand()).not();
        }
        if (expression instanceof Expression.And and) {
            return all(and.operands(), Truth.FALSE);
        }
        if (expression instanceof Expression.Or or) {
            return all(or.operands(), Truth.TRUE);
        }
        Value value = evaluate(expression);
        Truth truth = value.truth();
        if (truth == Truth.UNKNOWN) {
            reason = value.unknown().orElse(NOT_KNOWN);
        }
        return truth;
    }

    /** {@return why the last truth that was asked for is not known} */
    String reason() {
        return reason;
    }

    /** Notes why a truth cannot be told whose expression failed. */
    void failed(String why) {
        reason = why;
    }

    /** Operands up to the first one that decides; where one is not known, the others are only maybe evaluated. */
    private Truth all(List<Expression> operands, Truth deciding) {
        Truth result = deciding.not();
        int opened = 0;
        String why = NOT_KNOWN;
        try {
            for (Expression operand : operands) {
                Truth one = truth(operand);
                result = deciding == Truth.FALSE ? result.and(one) : result.or(one);
                if (result == deciding) {
                    break;
                }
                if (one == Truth.UNKNOWN) {
                    why = opened == 0 ? reason : why;
                    run.beginMaybe();
                    opened++;
                }
            }
        } finally {
            for (; opened > 0; opened--) {
                run.endMaybe(why);
            }
        }
        reason = why;
        return result;
    }

    @Override
    public Value literal(Expression.Literal expression) {
        return expression.value();
    }

    @Override
    public Value name(Expression.Name expression) {
        return run.lookup(expression.name());
    }

    private List<Value> values(List<Expression> expressions) {
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression));
        }
        return values;
    }

    @Override
    public Value list(Expression.ListLiteral expression) {
        return new ListValue(values(expression.items()));
    }

    @Override
    public Value tuple(Expression.TupleLiteral expression) {
        return new TupleValue(values(expression.items()));
    }

    @Override
    public Value dictionary(Expression.DictionaryLiteral expression) {
        DictionaryValue dictionary = new DictionaryValue();
        for (Expression.Pair pair : expression.pairs()) {
            Value key = evaluate(pair.key());
            dictionary.put(key, evaluate(pair.value()), run);
        }
        return dictionary;
    }

    @Override
    public Value attribute(Expression.Attribute expression) {
        Value owner = evaluate(expression.owner());
        // What is looked for in a text is mostly a method that goes through it.
        run.budget().read(owner);
        return Attributes.attribute(owner, expression.name(), run);
    }

    @Override
    public Value item(Expression.Item expression) {
        Value owner = evaluate(expression.owner());
        run.budget().read(owner);
        return Attributes.item(owner, evaluate(expression.key()), run);
    }

    @Override
    public Value slice(Expression.Slice expression) {
        Value owner = evaluate(expression.owner());
        List<Value> bounds = new ArrayList<>();
        for (Optional<Expression> bound : List.of(expression.from(), expression.to(), expression.step())) {
            bounds.add(bound.map(this::evaluate).orElse(NoneValue.NONE));
        }
        if (owner instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        Optional<String> unknown = owner.unknown();
        for (Value bound : bounds) {
            unknown = unknown.or(bound::unknown);
        }
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        return Sequences.slice(owner, bounds.get(0), bounds.get(1), bounds.get(2), run)
                .orElseGet(() -> new UndefinedValue("'" + owner.typeName() + "' object cannot be sliced"));
    }

    @Override
    public Value call(Expression.Call expression) {
        Value callee = evaluate(expression.callee());
        return run.call(callee, arguments(expression, List.of()));
    }

    /** {@return the arguments of a call, with further named ones} */
    Arguments arguments(Expression.Call call, List<Map.Entry<String, Value>> further) {
        Arguments plain = arguments(call.arguments());
        Map<String, Value> named = new LinkedHashMap<>(plain.named());
        further.forEach(one -> named.put(one.getKey(), one.getValue()));
        return new Arguments(
                plain.positional(),
                named,
                plain.open(),
                Optional.of(Sites.of(call, run.template().file())));
    }

    private Arguments arguments(Expression.CallArguments arguments) {
        if (arguments == Expression.CallArguments.NONE) {
            return Arguments.NONE;
        }
        List<Value> positional = values(arguments.positional());
        Map<String, Value> named = new LinkedHashMap<>();
        for (Expression.Keyword keyword : arguments.named()) {
            named.put(keyword.name(), evaluate(keyword.value()));
        }
        Optional<String> open = Optional.empty();
        if (arguments.more().isPresent()) {
            Value more = evaluate(arguments.more().get());
            open = more.unknown();
            if (!(more instanceof UnknownValue)) {
                positional.addAll(Sequences.items(more, run));
            }
        }
        if (arguments.moreNamed().isPresent()) {
            Value more = evaluate(arguments.moreNamed().get());
            open = open.or(more::unknown);
            if (more instanceof DictionaryValue dictionary) {
                addNamed(dictionary, named);
            } else if (!(more instanceof UnknownValue)) {
                throw TemplateException.error("argument after ** must be a mapping, not " + more.typeName());
            }
        }
        return new Arguments(positional, named, open, Optional.empty());
    }

    private static void addNamed(DictionaryValue dictionary, Map<String, Value> named) {
        List<Value> values = dictionary.values();
        int i = 0;
        for (Value key : dictionary.keys()) {
            Value value = values.get(i++);
            if (!(key instanceof StringValue name)) {
                throw TemplateException.error("keywords must be strings");
            }
            if (named.putIfAbsent(name.text(), value) != null) {
                throw TemplateException.error("got multiple values for keyword argument '" + name.text() + "'");
            }
        }
    }

    @Override
    public Value filter(Expression.Filter expression) {
        return filter(expression, Optional.empty());
    }

    /** {@return the value of filters, the innermost of which may get its operand from a block} */
    Value filter(Expression.Filter expression, Optional<Value> block) {
        Value operand = expression
                .operand()
                .map(inner -> inner instanceof Expression.Filter filter ? filter(filter, block) : evaluate(inner))
                .orElseGet(block::orElseThrow);
        return run.filter(expression.name(), operand, arguments(expression.arguments()));
    }

    @Override
    public Value test(Expression.Test expression) {
        Value operand = evaluate(expression.operand());
        Arguments arguments = arguments(expression.arguments());
        Truth truth = run.test(expression.name(), operand, arguments);
        return BooleanValue.of(truth, operand.unknown().or(arguments::unknown).orElse(NOT_KNOWN));
    }

    @Override
    public Value not(Expression.Not expression) {
        Truth truth = truth(expression.operand());
        return BooleanValue.of(truth.not(), reason);
    }

    @Override
    public Value sign(Expression.Sign expression) {
        Value operand = evaluate(expression.operand());
        return expression.negative() ? Arithmetic.negate(operand) : Arithmetic.plus(operand);
    }

    @Override
    public Value and(Expression.And expression) {
        return chain(expression.operands(), Truth.FALSE);
    }

    @Override
    public Value or(Expression.Or expression) {
        return chain(expression.operands(), Truth.TRUE);
    }

    /** The first operand that decides, or the last one. */
    private Value chain(List<Expression> operands, Truth deciding) {
        for (int i = 0; i < operands.size(); i++) {
            Value value = evaluate(operands.get(i));
            Truth truth = value.truth();
            if (i == operands.size() - 1 || truth == deciding) {
                return value;
            }
            if (truth == Truth.UNKNOWN) {
                String why = value.unknown().orElse(NOT_KNOWN);
                all(operands.subList(i + 1, operands.size()), deciding);
                return new UnknownValue(why);
            }
        }
        throw new AssertionError("a chain has operands");
    }

    @Override
    public Value concat(Expression.Concat expression) {
        List<Value> values = values(expression.operands());
        if (values.stream().allMatch(UnknownValue.class::isInstance)) {
            return new UnknownValue(values.get(0).unknown().orElseThrow());
        }
        return Arithmetic.join(values, run);
    }

    @Override
    public Value calculation(Expression.Calculation expression) {
        Value result = evaluate(expression.first());
        for (Expression.Operation operation : expression.operations()) {
            result = Arithmetic.apply(operation.operator(), result, evaluate(operation.right()), run);
        }
        return result;
    }

    @Override
    public Value compare(Expression.Compare expression) {
        Value left = evaluate(expression.first());
        Truth all = Truth.TRUE;
        String why = NOT_KNOWN;
        for (Expression.Comparand comparand : expression.comparands()) {
            Value right = evaluate(comparand.right());
            Truth one = compare(comparand.comparator(), left, right);
            if (one == Truth.UNKNOWN) {
                why = left.unknown().or(right::unknown).orElse(NOT_KNOWN);
            }
            all = all.and(one);
            if (all == Truth.FALSE) {
                break;
            }
            left = right;
        }
        return BooleanValue.of(all, why);
    }

    private Truth compare(Expression.Comparator comparator, Value left, Value right) {
        return switch (comparator) {
            case EQUAL -> Comparison.equal(left, right, run);
            case NOT_EQUAL -> Comparison.equal(left, right, run).not();
            case IN -> Comparison.contains(left, right, run);
            case NOT_IN -> Comparison.contains(left, right, run).not();
            case LESS -> ordered("<", left, right, order -> order < 0);
            case LESS_OR_EQUAL -> ordered("<=", left, right, order -> order <= 0);
            case GREATER -> ordered(">", left, right, order -> order > 0);
            case GREATER_OR_EQUAL -> ordered(">=", left, right, order -> order >= 0);
        };
    }

    private Truth ordered(String operator, Value left, Value right, IntPredicate holds) {
        return Comparison.order(operator, left, right, run)
                .map(order -> Truth.of(holds.test(order)))
                .orElse(Truth.UNKNOWN);
    }

    @Override
    public Value conditional(Expression.Conditional expression) {
        long reads = run.environmentReads();
        Truth truth = truth(expression.test());
        boolean environmental = run.environmentReads() != reads;
        Supplier<Value> then = () -> evaluate(expression.then());
        Supplier<Value> otherwise = () -> expression
                .otherwise()
                .map(this::evaluate)
                .orElseGet(() -> new UndefinedValue(
                        "the inline if-expression evaluated to false and no else" + " section was defined"));
        if (truth != Truth.UNKNOWN) {
            if (environmental) {
                Supplier<Value> other = truth == Truth.TRUE ? otherwise : then;
                run.untaken(other);
            }
            return (truth == Truth.TRUE ? then : otherwise).get();
        }
        String why = reason;
        List<Journal.Outcome> outcomes = new ArrayList<>();
        List<Map<String, Value>> results = new ArrayList<>();
        for (Supplier<Value> branch : List.of(then, otherwise)) {
            run.journal().open();
            try {
                results.add(Map.of("", run.maybe(branch)));
            } finally {
                outcomes.add(run.journal().undo());
            }
        }
        run.journal().unite(outcomes, why);
        return NamespaceValue.uniteAll(results, why).get("");
    }
}
