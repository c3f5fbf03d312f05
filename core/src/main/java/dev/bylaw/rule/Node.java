package dev.bylaw.rule;

import dev.bylaw.rego.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A place of the document, whether or not something is there. Going from place to place reads nothing; each other method
 * does, and where what it answers depends on something unknown the engine remembers it (see {@link Rule}). The answer is
 * then that of the world in which everything unknown is absent. Valid until {@code check} returns, in the thread that calls
 * it. The engine implements it; it may get further methods.
 */
public interface Node {
    /** {@return where it is, as a JSON pointer from the subject, its owner, the workspace or the parameters; reads nothing} */
    String pointer();

    /**
     * Goes to a key of a mapping; reads nothing.
     *
     * @param key the key
     * @return the place under the key, whether or not something is there
     */
    Node get(String key);

    /**
     * Goes to an item of a list; reads nothing.
     *
     * @param index its position, from 0
     * @return the place of the item, whether or not something is there
     */
    Node get(int index);

    /** {@return whether something is there} */
    boolean isPresent();

    /** {@return the text that is there; empty where there is none, or something else} */
    Optional<String> text();

    /** {@return whether true or false is there; empty where there is neither} */
    Optional<Boolean> flag();

    /** {@return the number that is there; empty where there is none, or something else} */
    Optional<BigDecimal> number();

    /** {@return all that is there, at any depth; empty where there is nothing} */
    Optional<Value> value();

    /**
     * The items of a list. Where there may be more, everything after this depends on them, since the rule might treat the first
     * or the last one differently; {@link #contains} and {@link #anyMatch} do not have that.
     *
     * @return the items in order; none where there is no list
     */
    List<Node> items();

    /** {@return the texts among the items of a list, in order; none where there is no list} */
    List<String> texts();

    /** {@return the members of a mapping by key, in order of the keys; none where there is no mapping} */
    Map<String, Node> entries();

    /** {@return how many items or members there are; 0 where there is neither a list nor a mapping} */
    int size();

    /**
     * Whether a text is among the items of a list. That it is, is certain even where there may be more items.
     *
     * @param text the text
     * @return whether it is
     */
    default boolean contains(String text) {
        return anyMatch(item -> item.text().filter(text::equals).isPresent());
    }

    /**
     * Whether a condition holds for any item of a list or any member of a mapping. That it does is certain where it certainly
     * does for one that certainly is there, whatever else there may be.
     *
     * @param condition the condition, which reads nothing but the node that it is given, and reports nothing
     * @return whether it holds for one
     */
    boolean anyMatch(Predicate<? super Node> condition);

    /**
     * Reads in order to decide: says that the answer is not known instead of remembering it.
     *
     * <pre>{@code
     * Read<String> format = model.get("config").get("format").read(Node::text);
     * if (format instanceof Read.Unknown<String> unknown) {
     *     findings.undecided("the format is not known: " + unknown.reason());
     * }
     * }</pre>
     *
     * @param <T> what is read
     * @param reader reads from the node that it is given, by any of its methods
     * @return what it read
     */
    <T> Read<T> read(Function<? super Node, Optional<T>> reader);
}
