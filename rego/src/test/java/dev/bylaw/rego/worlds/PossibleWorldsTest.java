package dev.bylaw.rego.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The law of possible worlds: what a policy says about a document with hidden places holds however these are filled.
 *
 * <p>A member without doubt is there in every filling; a result without any doubt is the result of every filling. A
 * filling in which the policy contradicts itself (two values for one thing) is an error there, and says nothing.
 */
class PossibleWorldsTest {
    private static final EvaluationOptions OPTIONS = EvaluationOptions.DEFAULT.withErrors(ErrorMode.DOUBT);
    private static final int FILLINGS = 8;

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void holdsInEveryFilling(@ForAll Random random) {
        holdsInEveryFilling(PolicyGenerator.module(random), random);
    }

    @Property(tries = 15_000, shrinking = ShrinkingMode.OFF)
    void holdsForEachWayOfReading(@ForAll Random random) {
        holdsInEveryFilling(FocusedPolicy.module(random), random);
    }

    private static void holdsInEveryFilling(String module, Random random) {
        Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", module)));
        WorldGenerator worlds = new WorldGenerator(random);
        WorldGenerator.ObjectPlan plan = worlds.document();
        ObjectValue hidden = (ObjectValue) WorldGenerator.hidden(plan);
        Evaluated result = evaluate(policy, hidden);
        SetValue found = (SetValue) result.value().orElseThrow();
        boolean certain = result.doubt().isNone() && found.doubt().isNone();
        Set<Value> definite = new TreeSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (result.doubt().isNone()
                    && found.memberDoubt(i).isNone()
                    && found.get(i).doubt().isNone()) {
                definite.add(found.get(i));
            }
        }
        for (int i = 0; i < FILLINGS; i++) {
            ObjectValue filling = (ObjectValue) worlds.filled(plan);
            Evaluated world = evaluate(policy, filling);
            SetValue there = (SetValue) world.value().orElseThrow();
            String what = module + "\nhidden: " + hidden + " in doubt: " + hidden.doubt() + "\nfilled: " + filling
                    + "\nfound: " + found + " in doubt: " + found.doubt();
            if (certain) {
                assertThat(there).as(what).isEqualTo(found);
            } else if (world.errors().isEmpty()) {
                assertThat(there.members()).as(what).containsAll(definite);
            }
        }
    }

    private static Evaluated evaluate(Policy policy, ObjectValue input) {
        return policy.session(ObjectValue.EMPTY, OPTIONS)
                .evaluate(List.of("data.p.violation"), input, Set.of())
                .get(0);
    }
}
