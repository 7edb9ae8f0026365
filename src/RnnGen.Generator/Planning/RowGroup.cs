using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Kernels that follow each other on the same rows: scalars, one loop over vectors, the sums over features that follow it, scalars made of these. One
/// method takes them row by row, and what only they read stays in variables.
/// </summary>
/// <param name="Kernels">The kernels in their order.</param>
internal sealed record RowGroup(IReadOnlyList<Kernel> Kernels) : Kernel
{
    // The JIT stops inlining in a method of more than 512 variables, and each operation on sixteen numbers is several.
    private const int MostSize = 64;

    /// <summary>A method begins with the name of its first elementwise loop.</summary>
    public string Name => Kernels.OfType<ElementwiseKernel>().First().Name;

    public IEnumerable<Place> Places => Kernels.SelectMany(PlacesOf);

    /// <summary>What one loop over blocks of features does: at most one loop that writes vectors or scalars, and the sums that follow it.</summary>
    public IReadOnlyList<RowSection> Sections { get; } = SectionsOf(Kernels);

    /// <summary>Kernels of a list, with those that go together as groups.</summary>
    public static IReadOnlyList<Kernel> In(IReadOnlyList<Kernel> kernels)
    {
        var result = new List<Kernel>();
        for (int i = 0; i < kernels.Count;)
        {
            int end = i, size = 0;
            bool hasVectors = false;
            while (end < kernels.Count && IsRowByRow(kernels[end]) && (size += SizeOf(kernels[end])) <= MostSize && !(hasVectors && WritesVectors(kernels[end])))
            {
                hasVectors |= !IsScalar(kernels[end]);
                end++;
            }

            Kernel[] run = [.. kernels.Skip(i).Take(end - i)];
            if (run.OfType<RowKernel>().Any() && run.OfType<ElementwiseKernel>().Any())
            {
                result.Add(new RowGroup(run));
                i = end;
            }
            else
            {
                result.Add(kernels[i++]);
            }
        }

        return result;
    }

    private static List<RowSection> SectionsOf(IReadOnlyList<Kernel> kernels)
    {
        var sections = new List<RowSection>();
        foreach (Kernel kernel in kernels)
        {
            if (kernel is ElementwiseKernel loop)
            {
                sections.Add(new RowSection(loop.Size, loop, []));
                continue;
            }

            var sum = (RowKernel)kernel;
            Dimension size = sum.Value.Operands[0].Size!;
            if (sections.Count == 0 || sections[sections.Count - 1].Size.Value != size.Value)
            {
                sections.Add(new RowSection(size, null, []));
            }

            sections[sections.Count - 1].Sums.Add(sum);
        }

        return sections;
    }

    // Every load, value and store counts one; a sum over features takes some more.
    private static int SizeOf(Kernel kernel) => kernel is ElementwiseKernel loop ? loop.Loads.Count + KernelValues.ComputedBy(loop).Count() + loop.Stores.Count + loop.Sums.Count : 3;

    private static bool IsScalar(Kernel kernel) => kernel is ElementwiseKernel { Size.IsOne: true };

    private static bool WritesVectors(Kernel kernel) => kernel is ElementwiseKernel { Size.IsOne: false };

    private static bool IsRowByRow(Kernel kernel) => kernel switch
    {
        ElementwiseKernel loop => loop.Size.Columns is null && !KernelValues.LeavesOf(loop).Any(v => v.IsMask) && AreRows(PlacesOf(loop)),
        RowKernel { Value.Op: OpCode.SumFeatures or OpCode.Dot } sum => sum.Value.Operands.All(o => o.Size is { Columns: null, IsOne: false }) && AreRows(PlacesOf(sum)),
        _ => false,
    };

    // One row for each row of the step, or one for all.
    private static bool AreRows(IEnumerable<Place> places) =>
        places.Any(p => p.Buffer.Extent is Extent.Packed or Extent.StateSequence or Extent.Batch)
        && places.All(p => p.Buffer.Extent == Extent.Single || p.View is View.Packed or View.Previous or View.Current or View.Running);

    private static IEnumerable<Place> PlacesOf(Kernel kernel) => kernel switch
    {
        ElementwiseKernel loop => loop.Loads.Concat(loop.Written).Select(l => l.Place),
        RowKernel row => row.Operands.Append(row.Target),
        _ => [],
    };
}

/// <summary>One loop over blocks of features, or none where all is scalar.</summary>
/// <param name="Size">Features.</param>
/// <param name="Loop">The loop that writes.</param>
/// <param name="Sums">Sums over the features that follow it.</param>
internal sealed record RowSection(Dimension Size, ElementwiseKernel? Loop, List<RowKernel> Sums);
