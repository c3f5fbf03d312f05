package dev.bylaw.rules.test;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every rule must keep, as properties of jqwik. A class that says which rules has them all:
 *
 * <pre>{@code
 * class GuildRulesLaws implements RuleLaws {
 *     public RuleTester rules() {
 *         return RuleTester.of(new GuildRules());
 *     }
 * }
 * }</pre>
 *
 * <p>All rules of the tester are asked at once about products that {@link DataProducts} makes up of words that the rules
 * know. A product that breaks a law is shrunk and shown.
 */
public interface RuleLaws {
    /** How many products each law is tried with. */
    int TRIES = 50;

    /** {@return a tester with the rules; its parameters and options count, its files do not} */
    RuleTester rules();

    /**
     * Further words for names of columns, keys of meta, tags and values. The texts in rules written in Rego are known without
     * this; those of rules in Java are not.
     *
     * @return the words; none unless overridden
     */
    default Collection<String> words() {
        return List.of();
    }

    /** {@return the products that the laws are tried with; may be overridden with others} */
    @Provide
    default Arbitrary<DataProduct> products() {
        return DataProducts.of(Laws.words(this));
    }

    /** {@return what can stand at a place in another world: a value, or nothing} */
    @Provide
    default Arbitrary<Map<Integer, Optional<String>>> worlds() {
        return DataProducts.worlds(Laws.words(this));
    }

    /** {@return which places are hidden, and whether a package is missing} */
    @Provide
    default Arbitrary<Set<Integer>> hidden() {
        return DataProducts.hidden();
    }

    /** Rules decide about every product: none fails, and none points at what is not there. */
    @Property(tries = TRIES)
    default void neverFail(@ForAll("products") DataProduct product) {
        Laws.of(this).neverFails(product);
    }

    /** Another check says the same, with the files in any order, with any number of threads and with more blank lines. */
    @Property(tries = TRIES)
    default void sayTheSameAgain(@ForAll("products") DataProduct product) {
        Laws.of(this).saysTheSameAgain(product);
    }

    /** The order of what is declared makes no difference. */
    @Property(tries = TRIES)
    default void ignoreTheOrder(@ForAll("products") DataProduct product) {
        Laws.of(this).ignoresTheOrder(product);
    }

    /** A violation that is found while something is not known is there whatever it is; where a rule passes, none is. */
    @Property(tries = TRIES)
    default void holdInEveryWorld(
            @ForAll("products") DataProduct product,
            @ForAll("hidden") Set<Integer> hidden,
            @ForAll("worlds") Map<Integer, Optional<String>> world) {
        Laws.of(this).holdsInEveryWorld(product, hidden, world);
    }

    /** What a rule does not read makes no difference to it. */
    @Property(tries = TRIES)
    default void ignoreWhatTheyDoNotRead(
            @ForAll("products") DataProduct product, @ForAll("hidden") Set<Integer> hidden) {
        Laws.of(this).ignoresWhatItDoesNotRead(product, Laws.some(hidden));
    }
}
