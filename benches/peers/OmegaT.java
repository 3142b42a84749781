import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.omegat.core.Core;
import org.omegat.core.data.ExternalTMX;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.core.statistics.FindMatches;
import org.omegat.tokenizer.DefaultTokenizer;
import org.omegat.util.RuntimePreferences;

/**
 * OmegaT's own search for near matches (org.omegat.core.statistics.FindMatches, what its matches pane shows) over a TMX
 * in tm/, one question after the other: MEMORY.tmx QUESTIONS.txt SECONDS, top five. Prints the line that near.py prints
 * of every peer.
 */
public class OmegaT {
    public static void main(String[] args) throws Exception {
        File folder = Files.createTempDirectory("anban-omegat-").toFile();
        RuntimePreferences.setConfigDir(folder.getPath());
        ProjectProperties properties = new ProjectProperties(folder);
        properties.setSourceLanguage("vi");
        properties.setTargetLanguage("en");
        properties.setSentenceSegmentingEnabled(false);
        long start = System.nanoTime();
        ExternalTMX memory = new ExternalTMX(properties, new File(args[0]), false, false);
        double built = (System.nanoTime() - start) / 1e9;
        Map<String, ExternalTMX> memories = Collections.singletonMap("memory.tmx", memory);
        IProject project = (IProject) Proxy.newProxyInstance(
                OmegaT.class.getClassLoader(), new Class<?>[] {IProject.class}, (self, method, values) -> {
                    switch (method.getName()) {
                        case "getProjectProperties": return properties;
                        case "getTransMemories": return memories;
                        case "getOtherTargetLanguageTMs": return Collections.emptyMap();
                        case "getAllEntries": return Collections.emptyList();
                        case "isProjectLoaded": return true;
                        default: return null;
                    }
                });
        Core.setProject(project);
        FindMatches finder = new FindMatches(new DefaultTokenizer(), 5, true, false);
        List<String> questions = Files.readAllLines(new File(args[1]).toPath(), StandardCharsets.UTF_8);
        finder.search(project, questions.get(0), true, true, () -> false);
        List<Long> times = new ArrayList<>();
        long most = Long.parseLong(args[2]) * 1_000_000_000L;
        long began = System.nanoTime();
        for (String question : questions) {
            long from = System.nanoTime();
            finder.search(project, question, true, true, () -> false);
            times.add(System.nanoTime() - from);
            if (System.nanoTime() - began > most) {
                break;
            }
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf("OmegaT: p50 %d us, p99 %d us (%d); built in %.1f s%n", sorted[sorted.length / 2] / 1000,
                sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1000, sorted.length, built);
        System.exit(0);
    }
}
