import java.io.File;
import java.util.List;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTSV;

/** Prints what OmegaT's own reader finds in a glossary file: source, target and comment, tabs between them. */
public class ReadGlossary {
    public static void main(String[] args) throws Exception {
        java.io.PrintStream out = new java.io.PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : GlossaryReaderTSV.read(new File(args[0]), false)) {
            out.print(entry.getSrcText() + "\t" + entry.getLocText() + "\t" + entry.getCommentText() + "\n");
        }
    }
}
