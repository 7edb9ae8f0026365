using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Generator.Planning;

/// <summary>Buffers that a row group needs no memory for: what it writes there it alone reads, on the same row, from variables.</summary>
internal static class RowVariables
{
    public static ISet<Buffer> Of(Program program, IReadOnlyList<RowGroup> groups)
    {
        HashSet<Buffer> kept = [.. program.States, .. program.Carries, .. program.Outputs.Select(p => p.Buffer), .. program.Named.Select(n => n.Place.Buffer)];
        ILookup<Buffer, Kernel> users = program.Forward.Kernels.Concat(program.Backward.Kernels).SelectMany(k => BuffersOf(k).Select(b => (b, k))).ToLookup(u => u.b, u => u.k);
        return new HashSet<Buffer>(groups.SelectMany(group => group.Places.Select(p => p.Buffer).Distinct()
            .Where(b => b.Slots == 1 && !b.IsExternal && !kept.Contains(b) && users[b].All(group.Kernels.Contains) && StaysInVariables(group, b))));
    }

    private static bool StaysInVariables(RowGroup group, Buffer buffer)
    {
        int[] writing = [.. Enumerable.Range(0, group.Sections.Count).Where(i => Writes(group.Sections[i], buffer))];
        return writing.Length == 1 && Enumerable.Range(0, group.Sections.Count).All(i => i == writing[0]
            ? !Loads(group.Sections[i].Loop, buffer)
            : !Reads(group.Sections[i], buffer) || (buffer.Size.IsOne && i > writing[0]));
    }

    private static bool Writes(RowSection section, Buffer buffer) =>
        (section.Loop?.Written.Any(s => s.Place.Buffer == buffer) ?? false) || section.Sums.Any(s => s.Target.Buffer == buffer);

    private static bool Reads(RowSection section, Buffer buffer) => Loads(section.Loop, buffer) || section.Sums.Any(s => s.Operands.Any(o => o.Buffer == buffer));

    private static bool Loads(ElementwiseKernel? loop, Buffer buffer) => loop?.Loads.Any(l => l.Place.Buffer == buffer) ?? false;

    private static IEnumerable<Buffer> BuffersOf(Kernel kernel) => kernel switch
    {
        ElementwiseKernel loop => loop.Loads.Concat(loop.Written).Select(l => l.Place.Buffer),
        RowKernel row => row.Operands.Append(row.Target).Select(p => p.Buffer),
        ProductKernel product => new[] { product.Target.Buffer, product.Operand.Buffer, product.Bias }.OfType<Buffer>(),
        OuterKernel outer => new[] { outer.Adjoint.Buffer, outer.Operand.Buffer, outer.Sums }.OfType<Buffer>(),
        RowSumKernel sum => [sum.Sums, sum.Source],
        FillKernel fill => [fill.Target.Buffer, fill.Bias],
        ClearKernel clear => [clear.Target.Buffer],
        BeginSumsKernel begin => begin.Sums,
        ScatterKernel scatter => [scatter.Source],
        BiasKernel bias => [bias.Bias],
        VectorGradientKernel vectors => [vectors.Sums],
        _ => [],
    };
}
