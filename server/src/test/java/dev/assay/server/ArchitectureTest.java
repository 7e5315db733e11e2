package dev.assay.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** The packages' arrows: resp, http -> command -> write, read -> raft -> store; cli, node on top. */
class ArchitectureTest {

    /** Fewer would mean that the rules look at the wrong place. */
    private static final int CLASSES_MIN = 100;

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.assay.server");

    @Test
    void the_rules_see_the_server() {
        assertThat(SERVER.size()).isGreaterThan(CLASSES_MIN);
    }

    @Test
    void only_raft_knows_ratis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.assay.server.raft")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.ratis..")
                .check(SERVER);
    }

    @Test
    void only_store_knows_rocksdb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.assay.server.store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(SERVER);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.assay.server.(**)").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void the_state_machine_knows_neither_clock_nor_chance() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.assay.server.store..",
                        "dev.assay.server.type..",
                        "dev.assay.server.command..",
                        "dev.assay.server.data..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .check(SERVER);
    }

    @Test
    void only_the_command_line_exits_and_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.assay.server.cli")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(SERVER);
    }

    @Test
    void every_package_says_what_it_is() {
        for (JavaClass type : SERVER) {
            JavaPackage home = type.getPackage();
            assertThat(home.containsClassWithSimpleName("package-info"))
                    .as("package-info of %s", home.getName())
                    .isTrue();
        }
    }
}
