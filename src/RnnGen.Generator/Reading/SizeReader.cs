using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>Reads sizes out of attributes; each size that is not positive is one problem, however often it is used.</summary>
internal sealed class SizeReader(ICollection<Problem> problems)
{
    private readonly HashSet<string> reported = new(System.StringComparer.Ordinal);

    /// <summary>False when a size was missing or not positive.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>The size, or a stand-in of 1 so that the public surface can still be emitted.</summary>
    public Dimension Read(AttributeData attribute, int position, ISymbol owner)
    {
        Dimension? size = attribute.Size(position);
        if (size is { Value: > 0 })
            return size;
        Complete = false;
        if (size is not null && reported.Add(size.Text))
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place(position, owner), "a size must be at least 1, `" + size + "` is not"));
        return new Dimension(size?.Text ?? "?", 1);
    }
}
