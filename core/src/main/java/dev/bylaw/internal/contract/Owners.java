package dev.bylaw.internal.contract;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The owner of a contract or product. The standards have no field for it: it is the team by its name, or a member whose
 * role is that of an owner and who has not left.
 */
final class Owners {
    private Owners() {}

    /** The owner as text; null if there is none. */
    static Tree owner(Tree teamName, List<Tree> members) {
        if (Trees.text(teamName).filter(text -> !text.isBlank()).isPresent()) {
            return teamName;
        }
        for (Tree member : members) {
            if (member instanceof Tree.Mapping mapping && isOwner(mapping)) {
                Optional<Tree> name = named(mapping, "username").or(() -> named(mapping, "name"));
                if (name.isPresent()) {
                    return name.get();
                }
            }
        }
        return new Tree.Scalar(null, Origin.DEFAULT);
    }

    private static Optional<Tree> named(Tree.Mapping member, String key) {
        return member.get(key)
                .filter(value ->
                        Trees.text(value).filter(text -> !text.isBlank()).isPresent());
    }

    private static boolean isOwner(Tree.Mapping member) {
        String role = Trees.text(member, "role").orElse("").toLowerCase(Locale.ROOT);
        boolean left = member.get("dateOut").filter(Trees::isTruthy).isPresent();
        return !left && List.of(role.split("[^a-z]+", -1)).contains("owner");
    }
}
