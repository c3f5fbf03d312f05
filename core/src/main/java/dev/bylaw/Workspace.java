package dev.bylaw;

import dev.bylaw.internal.document.Document;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.List;

/** What was read of a data product: the document that rules see, and what could not be read. Immutable. */
public final class Workspace {
    private final Document document;
    private final ObjectValue value;
    private final List<Problem> problems;
    private final List<Notice> notices;

    Workspace(Document document, ObjectValue value, List<Problem> problems, List<Notice> notices) {
        this.document = document;
        this.value = value;
        this.problems = List.copyOf(problems);
        this.notices = List.copyOf(notices);
    }

    /**
     * The document as rules see it, {@code data.workspace}. What is not known is missing in it, is listed in the maps
     * {@code unknown} and {@code open} of its element, and is a doubt of the value.
     *
     * @return the document
     */
    public ObjectValue document() {
        return value;
    }

    /** {@return what could not be read} */
    public List<Problem> problems() {
        return problems;
    }

    /** {@return what is worth saying about what was read} */
    public List<Notice> notices() {
        return notices;
    }

    Document tree() {
        return document;
    }
}
