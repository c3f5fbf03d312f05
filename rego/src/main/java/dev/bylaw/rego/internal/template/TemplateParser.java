package dev.bylaw.rego.internal.template;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.template.Part.Operand;
import dev.bylaw.rego.internal.template.TemplateLexer.Kind;
import dev.bylaw.rego.internal.template.TemplateLexer.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes parts of the tokens of a template. Used once. */
final class TemplateParser {
    private static final int MAX_DEPTH = 200;

    private final List<Token> tokens;
    private final Map<String, List<Part>> definitions = new HashMap<>();
    private List<String> variables = new ArrayList<>(List.of("$"));
    private int at;
    private int loops;
    private int depth;

    /** What ended a list of parts. */
    private record Block(List<Part> parts, String end) {}

    private TemplateParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The parts of a template, under the empty name, and those it defines by their names. */
    static Map<String, List<Part>> parse(String text) {
        TemplateParser parser = new TemplateParser(TemplateLexer.tokens(text));
        Block block = parser.block();
        if (!block.end.isEmpty()) {
            throw parser.error("unexpected {{" + block.end + "}}");
        }
        parser.definitions.put("", block.parts);
        return parser.definitions;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    private Token nextWord() {
        while (peek().kind() == Kind.SPACE) {
            next();
        }
        return next();
    }

    private Token peekWord() {
        while (peek().kind() == Kind.SPACE) {
            next();
        }
        return peek();
    }

    private TemplateException error(String message) {
        return new TemplateException(peek().line(), message);
    }

    private TemplateException unexpected(Token token, String where) {
        return new TemplateException(token.line(), "unexpected " + token + " in " + where);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    /** Parts up to the end of the template or to the word that ends them. */
    private Block block() {
        enter();
        List<Part> parts = new ArrayList<>();
        while (true) {
            Token token = next();
            switch (token.kind()) {
                case TEXT -> parts.add(new Part.Text(token.text()));
                case END -> {
                    depth--;
                    return new Block(parts, "");
                }
                case LEFT -> {
                    Token word = peekWord();
                    String name = word.kind() == Kind.WORD ? word.text() : "";
                    if (name.equals("end") || name.equals("else")) {
                        next();
                        if (name.equals("end")) {
                            close("end");
                        }
                        depth--;
                        return new Block(parts, name);
                    }
                    Part part = action(name);
                    if (part != null) {
                        parts.add(part);
                    }
                }
                default -> throw unexpected(token, "input");
            }
        }
    }

    private void close(String where) {
        Token token = nextWord();
        if (token.kind() != Kind.RIGHT) {
            throw unexpected(token, where);
        }
    }

    private Part action(String name) {
        switch (name) {
            case "if", "with", "range" -> {
                next();
                return control(name);
            }
            case "define" -> {
                next();
                define(string("define clause"), "define clause");
                return null;
            }
            case "block" -> {
                next();
                int line = peek().line();
                String block = string("block clause");
                Part.Pipeline pipeline = pipeline("block clause", Kind.RIGHT);
                body(block);
                return new Part.Include(block, pipeline, line);
            }
            case "template" -> {
                next();
                int line = peek().line();
                String template = string("template clause");
                Part.Pipeline pipeline = null;
                if (peekWord().kind() == Kind.RIGHT) {
                    next();
                } else {
                    pipeline = pipeline("template clause", Kind.RIGHT);
                }
                return new Part.Include(template, pipeline, line);
            }
            case "break", "continue" -> {
                next();
                if (loops == 0) {
                    throw error("{{" + name + "}} outside {{range}}");
                }
                close("{{" + name + "}}");
                return new Part.Jump(name.equals("break"));
            }
            default -> {
                return new Part.Action(pipeline("command", Kind.RIGHT));
            }
        }
    }

    private String string(String where) {
        Token token = nextWord();
        if (token.kind() != Kind.STRING) {
            throw unexpected(token, where);
        }
        return token.text();
    }

    private void define(String name, String where) {
        close(where);
        body(name);
    }

    private void body(String name) {
        List<String> outer = variables;
        int outerLoops = loops;
        variables = new ArrayList<>(List.of("$"));
        loops = 0;
        Block block = block();
        if (!block.end.equals("end")) {
            throw error(block.end.isEmpty() ? "unexpected EOF" : "unexpected {{else}} in define clause");
        }
        variables = outer;
        loops = outerLoops;
        definitions.put(name, block.parts);
    }

    private Part control(String name) {
        int scope = variables.size();
        Part.Pipeline pipeline = pipeline(name, Kind.RIGHT);
        loops += name.equals("range") ? 1 : 0;
        Block body = block();
        loops -= name.equals("range") ? 1 : 0;
        List<Part> otherwise = List.of();
        if (body.end.equals("else")) {
            Token word = peekWord();
            boolean chained = word.kind() == Kind.WORD
                    && (word.text().equals("if") || word.text().equals("with"))
                    && word.text().equals(name);
            if (chained) {
                // The end of the chained one is the end of this one too.
                next();
                enter();
                otherwise = List.of(control(name));
                depth--;
                variables = new ArrayList<>(variables.subList(0, scope));
                return part(name, pipeline, body.parts, otherwise);
            }
            close("else");
            Block rest = block();
            if (!rest.end.equals("end")) {
                throw error(rest.end.isEmpty() ? "unexpected EOF" : "expected end; found {{else}}");
            }
            otherwise = rest.parts;
        } else if (body.end.isEmpty()) {
            throw error("unexpected EOF");
        }
        variables = new ArrayList<>(variables.subList(0, scope));
        return part(name, pipeline, body.parts, otherwise);
    }

    private static Part part(String name, Part.Pipeline pipeline, List<Part> body, List<Part> otherwise) {
        return name.equals("range")
                ? new Part.Loop(pipeline, body, otherwise)
                : new Part.Condition(pipeline, body, otherwise, name.equals("with"));
    }

    private Part.Pipeline pipeline(String where, Kind end) {
        int line = peek().line();
        List<String> names = new ArrayList<>();
        boolean declares = false;
        while (peekWord().kind() == Kind.VARIABLE) {
            int start = at;
            Token variable = next();
            Token operator = nextWord();
            if (operator.kind() == Kind.DECLARE || operator.kind() == Kind.ASSIGN) {
                names.add(variable.text());
                declares = operator.kind() == Kind.DECLARE;
                break;
            }
            if (operator.kind() == Kind.COMMA && where.equals("range") && names.isEmpty()) {
                names.add(variable.text());
                continue;
            }
            if (!names.isEmpty()) {
                throw error("too many declarations in " + where);
            }
            at = start;
            break;
        }
        for (String name : names) {
            if (declares) {
                variables.add(name);
            } else {
                known(name);
            }
        }
        List<List<Operand>> commands = new ArrayList<>();
        do {
            commands.add(command(where, end));
        } while (tokens.get(at - 1).kind() == Kind.PIPE);
        for (int i = 1; i < commands.size(); i++) {
            Operand first = commands.get(i).get(0);
            if (first instanceof Operand.Constant || first instanceof Operand.Dot || first instanceof Operand.Nil) {
                throw error("non executable command in pipeline stage " + (i + 1));
            }
        }
        return new Part.Pipeline(names, declares, commands, line);
    }

    private void known(String name) {
        if (!variables.contains(name)) {
            throw error("undefined variable \"" + name + "\"");
        }
    }

    /** One command, with the pipe or the end behind it. */
    private List<Operand> command(String where, Kind end) {
        List<Operand> operands = new ArrayList<>();
        while (true) {
            Token token = nextWord();
            if (token.kind() == end || token.kind() == Kind.PIPE) {
                if (operands.isEmpty()) {
                    throw error(
                            token.kind() == end && end == Kind.RIGHT ? "missing value for " + where : "empty command");
                }
                return operands;
            }
            operands.add(operand(token, where));
            Kind following = peek().kind();
            if (following != Kind.SPACE && following != end && following != Kind.PIPE) {
                throw unexpected(peek(), "operand");
            }
        }
    }

    private Operand operand(Token token, String where) {
        switch (token.kind()) {
            case WORD -> {
                return switch (token.text()) {
                    case "true", "false" ->
                        new Operand.Constant(BooleanValue.of(token.text().equals("true")));
                    case "nil" -> new Operand.Nil();
                    default -> {
                        if (!TemplateFunctions.NAMES.contains(token.text())) {
                            throw error("function \"" + token.text() + "\" not defined");
                        }
                        yield new Operand.Function(token.text());
                    }
                };
            }
            case DOT -> {
                return new Operand.Dot();
            }
            case FIELD -> {
                List<String> names = new ArrayList<>(List.of(token.text()));
                names.addAll(fields());
                return new Operand.Field(names);
            }
            case VARIABLE -> {
                known(token.text());
                return new Operand.Variable(token.text(), fields());
            }
            case STRING -> {
                return new Operand.Constant(StringValue.of(token.text()));
            }
            case CHARACTER -> {
                if (token.text().codePointCount(0, token.text().length()) != 1) {
                    throw error("malformed character constant: '" + token.text() + "'");
                }
                return new Operand.Constant((long) token.text().codePointAt(0));
            }
            case NUMBER -> {
                return new Operand.Constant(number(token.text()));
            }
            case PAREN_LEFT -> {
                enter();
                Part.Pipeline pipeline = pipeline("parenthesized pipeline", Kind.PAREN_RIGHT);
                depth--;
                return new Operand.Inner(pipeline, fields());
            }
            default -> throw unexpected(token, where);
        }
    }

    private List<String> fields() {
        List<String> names = new ArrayList<>();
        while (peek().kind() == Kind.FIELD) {
            names.add(next().text());
        }
        return names;
    }

    private Object number(String text) {
        String plain = text.replace("_", "");
        try {
            return Long.decode(plain);
        } catch (NumberFormatException e) {
            // A float, perhaps.
        }
        try {
            double value = Double.parseDouble(plain);
            boolean letters = plain.chars().anyMatch(c -> Character.isLetter(c) && "eExXpPaAbBcCdDfF".indexOf(c) < 0);
            if (!letters && !plain.endsWith("f") && !plain.endsWith("d")) {
                return value;
            }
        } catch (NumberFormatException e) {
            // No number at all.
        }
        throw error("bad number syntax: \"" + text + "\"");
    }
}
