namespace RnnGen.Kernels;

/// <summary>Live views of parameters by their position, for equations run as plain C#.</summary>
internal interface IParameterViews
{
    Matrix MatrixAt(int index);

    Matrix BlockDiagonalAt(int index);

    Vector VectorAt(int index);

    Scalar ScalarAt(int index);
}
