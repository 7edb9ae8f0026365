using Microsoft.CodeAnalysis;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// A mistake at a place that is one only if the value is used as it is: a softmax over padding may be masked and normalised again, a loss over
/// padding may be asked for its single tokens.
/// </summary>
internal sealed record PendingFact(DiagnosticDescriptor Rule, SyntaxNode Place, EquatableArray<string> Arguments, PaddingFact Fact);
