package dev.bylaw.internal.contract;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The contracts and products of a tree. Immutable.
 *
 * @param contracts the contracts, in order of their files
 * @param products the products, in order of their files
 * @param contractsOpen why there may be more contracts: files in a format that is not read, or that cannot be read
 * @param productsOpen why there may be more products
 */
public record Contracts(
        List<Contract> contracts,
        List<Contract> products,
        Optional<String> contractsOpen,
        Optional<String> productsOpen) {
    /** Copies the lists. */
    public Contracts {
        contracts = List.copyOf(contracts);
        products = List.copyOf(products);
        Objects.requireNonNull(contractsOpen, "contractsOpen is null");
        Objects.requireNonNull(productsOpen, "productsOpen is null");
    }

    /** {@return the part {@code contracts} of the rules' document} */
    public Tree.Mapping contractsTree() {
        return tree(contracts, contractsOpen);
    }

    /** {@return the part {@code products} of the rules' document} */
    public Tree.Mapping productsTree() {
        return tree(products, productsOpen);
    }

    private static Tree.Mapping tree(List<Contract> list, Optional<String> open) {
        MappingBuilder builder = new MappingBuilder().open(open);
        list.forEach(contract -> builder.put(contract.key(), Optional.of(contract.location()), contract.document()));
        return builder.build(Origin.DEFAULT);
    }
}
