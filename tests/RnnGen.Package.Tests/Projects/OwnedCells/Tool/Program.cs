using System;
using Owned;

(string model, string logits) = Library.run(7);
Console.WriteLine(model);
Console.WriteLine(logits);
Console.WriteLine(new TokenModel(seed: 7).ToString() == model);
