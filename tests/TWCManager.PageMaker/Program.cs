using TWCManager.PageMaker;

// Run in the repository: dotnet run --project tests/TWCManager.PageMaker
try
{
    string folder = PageFiles.FindFolder(Directory.GetCurrentDirectory());
    foreach (string page in PageFiles.Pages(folder))
    {
        File.WriteAllText(PageFiles.Generated(folder, page), PageFiles.Make(folder, page));
    }

    return 0;
}
catch (PageException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
