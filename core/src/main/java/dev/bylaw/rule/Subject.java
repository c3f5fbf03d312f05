package dev.bylaw.rule;

import dev.bylaw.workspace.Element;
import java.time.Instant;

/**
 * What a {@link Rule} is asked about: one element, the parameters in force, and the document around it. Valid until
 * {@code check} returns, in the thread that calls it. The engine implements it; it may get further methods.
 */
public interface Subject {
    /** {@return what is asked about, with its id} */
    Element element();

    /** {@return the element's part of the document} */
    Node node();

    /**
     * A part of the element.
     *
     * @param key a key
     * @return what lies under the key, whether or not it is there
     */
    default Node get(String key) {
        return node().get(key);
    }

    /** {@return of a column the element that it belongs to; of anything else a node that is absent} */
    Node owner();

    /** {@return the whole document, in Rego {@code data.workspace}} */
    Node workspace();

    /**
     * A parameter of the rule as it is in force.
     *
     * @param name its name in the metadata
     * @return its value
     * @throws IllegalArgumentException if the metadata have no such parameter
     */
    Node parameter(String name);

    /** {@return the time that rules see, the same throughout a check} */
    Instant now();

    /**
     * Ends the rule if the check was cancelled or took too long. Reading a node does so from time to time; what computes for
     * long without reading calls this.
     *
     * @throws java.util.concurrent.CancellationException if so
     */
    void stopIfCancelled();
}
