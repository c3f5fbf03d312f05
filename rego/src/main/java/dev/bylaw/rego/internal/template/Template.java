package dev.bylaw.rego.internal.template;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.internal.template.Part.Operand;
import dev.bylaw.rego.internal.value.TextSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Fills a template. Used once. */
public final class Template {
    private static final int MAX_DEPTH = 100;

    /** How a list of parts ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private static final class Variable {
        private final String name;
        private Object value;

        Variable(String name, Object value) {
            this.name = name;
            this.value = value;
        }
    }

    private final Map<String, List<Part>> definitions;
    private final LongConsumer work;
    private final TemplateFunctions functions;
    private final TextSink out;
    private List<Variable> variables = new ArrayList<>();
    private int depth;
    private int line = 1;

    private Template(Map<String, List<Part>> definitions, LongConsumer work) {
        this.definitions = definitions;
        this.work = work;
        this.functions = new TemplateFunctions(work);
        this.out = new TextSink(work);
    }

    /**
     * Fills a template.
     *
     * @param text the template
     * @param values what the dot is at first; JSON
     * @param work takes the steps that are made
     * @return the text
     * @throws TemplateException if the template is malformed or cannot be filled with the values
     */
    public static String fill(String text, ObjectValue values, LongConsumer work) {
        work.accept(1 + text.length());
        Template template = new Template(TemplateParser.parse(text), work);
        template.variables.add(new Variable("$", values));
        template.parts(template.definitions.get(""), values);
        return template.out.finish();
    }

    private TemplateException error(String message) {
        return new TemplateException(line, message);
    }

    private Flow parts(List<Part> parts, Object dot) {
        for (Part part : parts) {
            work.accept(1);
            Flow flow = part(part, dot);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow part(Part part, Object dot) {
        if (part instanceof Part.Text text) {
            out.append(text.text());
            return Flow.ON;
        }
        if (part instanceof Part.Action action) {
            Object value = pipeline(action.pipeline(), dot);
            if (action.pipeline().variables().isEmpty()) {
                TemplateValues.write(value, out, "<no value>");
                out.check();
            }
            return Flow.ON;
        }
        if (part instanceof Part.Condition condition) {
            int scope = variables.size();
            Object value = pipeline(condition.pipeline(), dot);
            boolean holds = TemplateValues.isTrue(value);
            Flow flow =
                    parts(holds ? condition.body() : condition.otherwise(), holds && condition.moves() ? value : dot);
            leave(scope);
            return flow;
        }
        if (part instanceof Part.Loop loop) {
            loop(loop, dot);
            return Flow.ON;
        }
        if (part instanceof Part.Include include) {
            include(include, dot);
            return Flow.ON;
        }
        return ((Part.Jump) part).ends() ? Flow.BREAK : Flow.CONTINUE;
    }

    private void leave(int scope) {
        while (variables.size() > scope) {
            variables.remove(variables.size() - 1);
        }
    }

    private void include(Part.Include include, Object dot) {
        line = include.line();
        Object value = include.pipeline() == null ? null : pipeline(include.pipeline(), dot);
        List<Part> parts = definitions.get(include.name());
        if (parts == null || include.name().isEmpty()) {
            throw error("template \"" + include.name() + "\" not defined");
        }
        if (++depth > MAX_DEPTH) {
            throw error("exceeded maximum template depth (" + MAX_DEPTH + ")");
        }
        List<Variable> outer = variables;
        variables = new ArrayList<>(List.of(new Variable("$", value)));
        parts(parts, value);
        variables = outer;
        depth--;
    }

    private void loop(Part.Loop loop, Object dot) {
        int scope = variables.size();
        Object value = pipeline(loop.pipeline(), dot);
        long size = size(value, loop.pipeline().variables().size());
        for (long at = 0; at < size; at++) {
            work.accept(1);
            int i = (int) at;
            Object key = at;
            Object item = key;
            if (value instanceof ArrayValue array) {
                item = array.get(i);
            } else if (value instanceof ObjectValue object) {
                key = object.keyAt(i);
                item = object.valueAt(i);
            }
            List<String> names = loop.pipeline().variables();
            if (names.size() == 2) {
                set(names.get(0), key);
                set(names.get(1), item);
            } else if (names.size() == 1) {
                set(names.get(0), item);
            }
            int inner = variables.size();
            Flow flow = parts(loop.body(), item);
            leave(inner);
            if (flow == Flow.BREAK) {
                break;
            }
        }
        if (size == 0) {
            parts(loop.otherwise(), dot);
        }
        leave(scope);
    }

    private long size(Object value, int names) {
        if (value == null || value instanceof NullValue) {
            return 0;
        }
        if (value instanceof ArrayValue array) {
            return array.size();
        }
        if (value instanceof ObjectValue object) {
            return object.size();
        }
        if (value instanceof Long number) {
            if (names > 1) {
                throw error("can't use " + number + " to iterate over more than one variable");
            }
            return Math.max(0, number);
        }
        TextSink shown = TextSink.upTo(1 << 12);
        TemplateValues.write(value, shown, "<nil>");
        throw error("range can't iterate over " + shown.text());
    }

    private void set(String name, Object value) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                variables.get(i).value = value;
                return;
            }
        }
        throw error("undefined variable: " + name);
    }

    private Object pipeline(Part.Pipeline pipeline, Object dot) {
        line = pipeline.line();
        Object value = null;
        boolean given = false;
        for (List<Operand> command : pipeline.commands()) {
            value = command(command, dot, value, given);
            given = true;
        }
        for (String name : pipeline.variables()) {
            if (pipeline.declares()) {
                variables.add(new Variable(name, value));
            } else {
                set(name, value);
            }
        }
        return value;
    }

    private Object command(List<Operand> command, Object dot, Object last, boolean given) {
        work.accept(1);
        Operand first = command.get(0);
        if (first instanceof Operand.Function function) {
            return function(function.name(), command.subList(1, command.size()), dot, last, given);
        }
        if (first instanceof Operand.Nil) {
            throw error("nil is not a command");
        }
        if (command.size() > 1 || given) {
            throw error(
                    first instanceof Operand.Field field
                            ? field.names().get(field.names().size() - 1) + " is not a method but has arguments"
                            : "can't give argument to non-function");
        }
        return operand(first, dot);
    }

    private Object function(String name, List<Operand> operands, Object dot, Object last, boolean given) {
        boolean stops = name.equals("and") || name.equals("or");
        List<Object> arguments = new ArrayList<>();
        for (Operand operand : operands) {
            Object value = operand(operand, dot);
            if (stops && TemplateValues.isTrue(value) == name.equals("or")) {
                return value;
            }
            arguments.add(value);
        }
        if (given) {
            arguments.add(last);
        }
        try {
            if (stops) {
                TemplateFunctions.check(name, arguments, 1, Integer.MAX_VALUE);
                return arguments.get(arguments.size() - 1);
            }
            return functions.call(name, arguments);
        } catch (TemplateFunctions.Fault e) {
            throw error(e.getMessage());
        }
    }

    private Object operand(Operand operand, Object dot) {
        if (operand instanceof Operand.Dot) {
            return dot;
        }
        if (operand instanceof Operand.Nil) {
            return null;
        }
        if (operand instanceof Operand.Constant constant) {
            return constant.value();
        }
        if (operand instanceof Operand.Field field) {
            return fields(dot, field.names());
        }
        if (operand instanceof Operand.Variable variable) {
            return fields(variable(variable.name()), variable.names());
        }
        if (operand instanceof Operand.Inner inner) {
            int scope = variables.size();
            Object value = pipeline(inner.pipeline(), dot);
            leave(scope);
            return fields(value, inner.names());
        }
        return function(((Operand.Function) operand).name(), List.of(), dot, null, false);
    }

    private Object variable(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                return variables.get(i).value;
            }
        }
        throw error("undefined variable: " + name);
    }

    private Object fields(Object value, List<String> names) {
        Object found = value;
        for (String name : names) {
            work.accept(1);
            if (found == null) {
                return null;
            }
            if (found instanceof NullValue) {
                throw error("nil pointer evaluating interface {}." + name);
            }
            if (!(found instanceof ObjectValue object)) {
                throw error("can't evaluate field " + name + " in type " + TemplateValues.type(found));
            }
            found = object.get(name);
        }
        return found;
    }
}
