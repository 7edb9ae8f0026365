using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>A variable that has other axes when a loop goes around than when it was entered.</summary>
/// <param name="Entry">Its axes in the first round.</param>
/// <param name="Back">Its axes in the rounds after that.</param>
/// <param name="Assigned">The assignment that gave it the other ones.</param>
internal sealed record LoopConflict(AxisList Entry, AxisList Back, SyntaxNode Assigned);
