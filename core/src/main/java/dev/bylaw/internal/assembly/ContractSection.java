package dev.bylaw.internal.assembly;

import dev.bylaw.internal.contract.Contract;
import dev.bylaw.internal.contract.ContractLinks;
import dev.bylaw.internal.contract.Contracts;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the models that a contract speaks of into it. */
final class ContractSection {
    private final Contracts contracts;
    private final ContractLinks.Linked linked;

    ContractSection(Contracts contracts, ContractLinks.Linked linked) {
        this.contracts = contracts;
        this.linked = linked;
    }

    /** {@return by unique id of a model, the contracts that speak of it, in words} */
    Map<String, List<String>> naming() {
        Map<String, List<String>> naming = new TreeMap<>();
        for (ContractLinks.Link link : linked.links()) {
            List<String> names = naming.computeIfAbsent(link.model(), id -> new ArrayList<>());
            String name = "the contract " + link.contract();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return naming;
    }

    /** {@return the part {@code contracts} of the document} */
    Tree.Mapping tree() {
        MappingBuilder all = new MappingBuilder().open(contracts.contractsOpen());
        for (Contract contract : contracts.contracts()) {
            all.put(contract.key(), Optional.of(contract.location()), linked(contract));
        }
        return all.build(Origin.DEFAULT);
    }

    private Tree linked(Contract contract) {
        Optional<Tree> schema = contract.document().get("schema");
        if (schema.isEmpty() || !(schema.get() instanceof Tree.Sequence objects)) {
            return contract.document();
        }
        List<Tree> items = new ArrayList<>();
        for (int i = 0; i < objects.items().size(); i++) {
            items.add(
                    objects.items().get(i) instanceof Tree.Mapping object
                            ? withModels(object, contract.key(), i)
                            : objects.items().get(i));
        }
        return new MappingBuilder()
                .putAll(contract.document())
                .put(
                        "schema",
                        contract.document().entries().get("schema").key(),
                        new Tree.Sequence(items, objects.open(), objects.origin()))
                .open(contract.document().open())
                .build(contract.document().origin());
    }

    private Tree withModels(Tree.Mapping object, String contract, int table) {
        List<String> models = linked.links().stream()
                .filter(link -> link.contract().equals(contract) && link.table() == table)
                .map(ContractLinks.Link::model)
                .distinct()
                .sorted()
                .toList();
        Tree.Sequence names = Trees.texts(models, Origin.DEFAULT);
        Optional<String> open = models.isEmpty()
                ? Optional.ofNullable(linked.undecided().get(contract + "#/schema/" + table))
                : Optional.empty();
        return new MappingBuilder()
                .putAll(object)
                .put("models", new Tree.Sequence(names.items(), open, Origin.DEFAULT))
                .open(object.open())
                .build(object.origin());
    }
}
