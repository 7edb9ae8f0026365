using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>A run for training, of a model or cell that drops elements while it trains.</summary>
/// <param name="Run">The call.</param>
/// <param name="Type">The model or cell.</param>
internal sealed record DroppedFact(SyntaxNode Run, string Type);
