using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>What the reader made of a model: facts for the compiler, problems and places for the analyzer.</summary>
/// <param name="Spec">The facts; null when not even the public surface can be emitted.</param>
/// <param name="Problems">What was wrong.</param>
/// <param name="LayerPlaces">Where each layer of the spec is declared.</param>
internal sealed record ModelReading(ModelSpec? Spec, IReadOnlyList<Problem> Problems, IReadOnlyList<Location> LayerPlaces);
