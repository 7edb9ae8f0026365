using System.Globalization;
using System.IO;

namespace PublishedResults;

/// <summary>Prints the mean loss of the last tenth of a training run, ten times.</summary>
internal sealed class Progress(TextWriter output, int steps)
{
    private double sum;
    private int count;

    public void Report(int step, double loss)
    {
        sum += loss;
        count++;
        if (step % (steps / 10) == 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  step {step,5}  loss {sum / count:0.00000}"));
            sum = 0;
            count = 0;
        }
    }
}
