package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.SourceFile;

/** A macro of a package. It is parsed when it is first called. Thread-safe. */
final class DbtMacro {
    private final String packageName;
    private final String name;
    private final SourceFile file;
    private final int start;
    private final int end;
    private volatile Parsed parsed;

    /** A parsed macro. */
    record Parsed(Template template, Statement.Macro macro) {}

    DbtMacro(String packageName, String name, SourceFile file, int start, int end) {
        this.packageName = packageName;
        this.name = name;
        this.file = file;
        this.start = start;
        this.end = end;
    }

    String packageName() {
        return packageName;
    }

    String name() {
        return name;
    }

    String uniqueId() {
        return "macro." + packageName + "." + name;
    }

    SourceFile file() {
        return file;
    }

    /**
     * The parsed macro.
     *
     * @return the macro
     * @throws TemplateException of kind SYNTAX if it is not one
     */
    Parsed parsed() {
        Parsed known = parsed;
        if (known == null) {
            // Two threads may both parse it; the results are the same.
            known = parse();
            parsed = known;
        }
        return known;
    }

    private Parsed parse() {
        Template template = TemplateParser.parse(file, start, end, Dialect.DBT);
        for (Statement statement : template.body()) {
            if (statement instanceof Statement.Macro macro) {
                return new Parsed(template, macro);
            }
        }
        throw TemplateException.syntax("expected a macro", file.location(start, end));
    }
}
