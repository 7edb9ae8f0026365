using System;
using System.Collections.Generic;
using System.IO;
using LineCompletion.Text;
using RnnGen;

namespace LineCompletion.Files;

/// <summary>A model and the characters it knows, in one safetensors file: the characters are a note in the file's header.</summary>
internal sealed record TrainedModel(LineModel Model, Vocabulary Vocabulary)
{
    private const string CharactersNote = "characters";

    /// <summary>Saves both; the file appears whole or not at all.</summary>
    public void Save(string path) => Model.Save(path, [KeyValuePair.Create(CharactersNote, Vocabulary.Characters)]);

    /// <summary>Reads both back.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this program.</exception>
    public static TrainedModel Load(string path)
    {
        var model = new LineModel();
        model.Load(path);
        if (!SafeTensors.Read(path).Metadata.TryGetValue(CharactersNote, out string? characters))
        {
            throw new InvalidDataException($"{path} does not say which characters its model knows.");
        }

        return new TrainedModel(model, Read(path, characters));
    }

    private static Vocabulary Read(string path, string characters)
    {
        try
        {
            var vocabulary = new Vocabulary(characters);
            return vocabulary.Count <= LineModel.V
                ? vocabulary
                : throw new InvalidDataException($"{path} names {characters.Length} characters, more than a model of {LineModel.V} ids can know.");
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException($"{path} names a character twice.");
        }
    }
}
