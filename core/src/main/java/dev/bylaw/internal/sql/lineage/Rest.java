package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.tree.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns that a relation may have beyond those that are known. */
sealed interface Rest {
    /** {@return why there may be further columns} */
    String reason();

    /** {@return what a column of this name is made of, if it is among these; empty where it cannot be} */
    Optional<Flow> flow(Name name, Names names);

    /**
     * Further columns of a relation of the project.
     *
     * @param relation its id
     * @param reason why they are not known
     */
    record Base(String relation, String reason) implements Rest {
        @Override
        public Optional<Flow> flow(Name name, Names names) {
            return Optional.of(Flow.of(relation, name.text()));
        }
    }

    /**
     * Columns of which nothing is known.
     *
     * @param reason why
     */
    record Unknown(String reason) implements Rest {
        @Override
        public Optional<Flow> flow(Name name, Names names) {
            return Optional.of(Flow.unknown(reason));
        }
    }

    /**
     * Columns that are all made of the same, such as the fields of a structured value.
     *
     * @param value what they are made of
     * @param reason why their names are not known
     */
    record Parts(Flow value, String reason) implements Rest {
        @Override
        public Optional<Flow> flow(Name name, Names names) {
            return Optional.of(value);
        }
    }

    /**
     * Some of the columns of another rest, perhaps under other names.
     *
     * @param inner the other rest
     * @param without folded names that are not among them
     * @param renamed folded new names, each with the old name
     */
    record Some(Rest inner, Set<String> without, Map<String, Name> renamed) implements Rest {
        @Override
        public String reason() {
            return inner.reason();
        }

        @Override
        public Optional<Flow> flow(Name name, Names names) {
            Name old = renamed.get(names.fold(name));
            if (old != null) {
                return inner.flow(old, names);
            }
            return without.contains(names.fold(name)) ? Optional.empty() : inner.flow(name, names);
        }
    }

    /**
     * The columns of another rest, each computed.
     *
     * @param inner the other rest
     * @param kind how they are computed
     */
    record Computed(Rest inner, EdgeKind kind) implements Rest {
        @Override
        public String reason() {
            return inner.reason();
        }

        @Override
        public Optional<Flow> flow(Name name, Names names) {
            return inner.flow(name, names).map(flow -> flow.through(kind, ""));
        }
    }

    /**
     * The columns of a combination of queries of which the columns of at least one are not known.
     *
     * @param first what the first query may have
     * @param others the other queries, matched by position, so that their names are only a guess
     * @param reason why
     */
    record Combined(List<Rest> first, List<Relation> others, String reason) implements Rest {
        @Override
        public Optional<Flow> flow(Name name, Names names) {
            Optional<Flow> own = Relation.restFlow(first, name, names);
            if (own.isEmpty()) {
                return own;
            }
            Flow flow = own.get();
            for (Relation other : others) {
                Relation.Lookup guess = other.lookup(name);
                if (guess.certainty() != Relation.Certainty.ABSENT) {
                    flow = Flow.union(flow, guess.flow().asCandidates(reason));
                }
            }
            return Optional.of(flow.withUnknown(reason));
        }
    }
}
