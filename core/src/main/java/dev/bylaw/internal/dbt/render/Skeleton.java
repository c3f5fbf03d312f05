package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.Expression;
import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.text.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is left of a template that cannot be rendered: its text, with relations and configuration evaluated and holes in
 * the place of all else; of conditions the first branch, of loops one pass.
 */
final class Skeleton {
    private static final Pattern NAME = Pattern.compile("\\{%[-+]?\\s*([A-Za-z_][A-Za-z_0-9]*)");
    /** What follows so many tags is left out. */
    private static final int MAX_TAGS = 20_000;

    private static final Set<String> EVALUATED = Set.of("ref", "source", "config");
    private static final Set<String> DROPPED = Set.of("macro", "test", "data_test", "materialization", "docs");
    private static final Set<String> KEPT = Set.of("for", "call", "filter", "with", "snapshot", "block", "autoescape");

    /** A tag that is open. */
    private static final class Open {
        private final String tag;
        private final boolean outside;
        private final boolean incremental;
        private boolean shown;

        private Open(String tag, boolean outside, boolean shown, boolean incremental) {
            this.tag = tag;
            this.outside = outside;
            this.shown = shown;
            this.incremental = incremental;
        }
    }

    private final SourceFile file;
    private final String reason;
    private final List<Statement> statements = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private Skeleton(SourceFile file, String reason) {
        this.file = file;
        this.reason = reason;
    }

    /**
     * The skeleton of a template.
     *
     * @param file the template
     * @param reason why it cannot be rendered
     * @return a template that can be
     */
    static Template of(SourceFile file, String reason) {
        Skeleton skeleton = new Skeleton(file, reason);
        skeleton.build();
        return new Template(file, Dialect.DBT, skeleton.statements);
    }

    private boolean shown() {
        return open.isEmpty() || open.peek().shown;
    }

    private void build() {
        TagFinder tags = new TagFinder(file.text());
        int from = 0;
        int count = 0;
        for (Optional<TagFinder.Tag> next = tags.next(); next.isPresent(); next = tags.next()) {
            TagFinder.Tag tag = next.get();
            data(from, tag.start());
            from = tag.end();
            if (++count > MAX_TAGS) {
                // The rest is left out, and a hole says so.
                statements.add(new Statement.Output(List.of(hole(tag)), tag.start(), tag.end()));
                return;
            }
            switch (tag.kind()) {
                case COMMENT -> {
                    // Leaves nothing.
                }
                case RAW -> raw(tag);
                case EXPRESSION -> expression(tag);
                case STATEMENT -> statement(tag);
            }
        }
        data(from, file.text().length());
    }

    private void data(int start, int end) {
        if (shown() && end > start) {
            statements.add(new Statement.Data(start, end));
        }
    }

    private void raw(TagFinder.Tag tag) {
        int start = file.text().indexOf("%}", tag.start()) + 2;
        int end = tag.closed() ? file.text().lastIndexOf("{%", tag.end() - 1) : tag.end();
        data(start, Math.max(start, end));
    }

    private void expression(TagFinder.Tag tag) {
        if (!shown()) {
            return;
        }
        Expression expression;
        try {
            expression = TemplateParser.parseExpression(file, tag.start(), tag.end());
        } catch (TemplateException e) {
            expression = hole(tag);
        }
        statements.add(new Statement.Output(
                List.of(isEvaluated(expression) ? expression : hole(tag)), tag.start(), tag.end()));
    }

    private static boolean isEvaluated(Expression expression) {
        if (expression instanceof Expression.Call call && call.callee() instanceof Expression.Name name) {
            return EVALUATED.contains(name.name());
        }
        return expression instanceof Expression.Name name && name.name().equals("this")
                || expression instanceof Expression.Literal;
    }

    private Expression hole(TagFinder.Tag tag) {
        return new Expression.Literal(new UnknownValue(reason), tag.start(), tag.end());
    }

    private void statement(TagFinder.Tag tag) {
        String text = file.text().substring(tag.start(), tag.end());
        Matcher matcher = NAME.matcher(text);
        if (!matcher.lookingAt()) {
            return;
        }
        String name = matcher.group(1);
        boolean outside = shown();
        if (name.equals("if")) {
            boolean incremental = text.contains("is_incremental") && !text.contains("not is_incremental");
            open.push(new Open(name, outside, outside && !incremental, incremental));
        } else if (name.equals("set") && text.indexOf('=') < 0 || DROPPED.contains(name)) {
            open.push(new Open(name, outside, false, false));
        } else if (KEPT.contains(name)) {
            open.push(new Open(name, outside, outside, false));
        } else if (name.equals("elif") || name.equals("else")) {
            alternative(name);
        } else if (name.startsWith("end")) {
            close(name.substring(3));
        }
    }

    private void alternative(String name) {
        Open innermost = open.peek();
        if (innermost != null && (innermost.tag.equals("if") || innermost.tag.equals("for"))) {
            innermost.shown = innermost.outside && innermost.incremental && name.equals("else");
        }
    }

    private void close(String tag) {
        if (open.stream().anyMatch(one -> one.tag.equals(tag))) {
            // What was opened inside it and has no end of its own ends with it.
            while (!open.peek().tag.equals(tag)) {
                open.pop();
            }
            open.pop();
        }
    }
}
