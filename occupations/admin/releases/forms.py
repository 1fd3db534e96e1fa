"""Files or a folder that releases are imported from, and the consent to one that changes more than is usual."""

from django import forms

from occupations.importers.requested import limits


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files, as a list."""

    widget = FilesInput(attrs={"accept": ",".join(limits.ENDINGS)})

    def clean(self, data, initial=None):
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


class ImportForm(forms.Form):
    """`chosen`: [(name, bytes)] of the files; empty if a folder was chosen."""

    chosen_files = FilesField(
        label="Files",
        required=False,
        allow_empty_file=True,  # it is refused as other wrong files are
        max_length=limits.LONGEST_NAME,
        help_text=f"As their publisher offers them, not zipped: up to {limits.MOST_FILES} files with "
        f"{limits.MOST_BYTES / 1e6:.0f} MB. The tables of one O*NET release are chosen together, with their Read Me.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        folders = limits.folders()
        if not folders:
            return
        choices = [("", "none"), *((one, one) for one in folders)]
        self.fields["folder"] = forms.ChoiceField(
            required=False,
            label="Or a folder",
            help_text="A folder of the server, for files that are larger.",
            choices=choices,
        )

    def clean(self):
        cleaned = super().clean()
        files, folder = cleaned.get("chosen_files") or [], cleaned.get("folder") or ""
        if self.errors:
            return cleaned
        if bool(files) == bool(folder):
            also = " or a folder, not both" if "folder" in self.fields else ""
            self.add_error("chosen_files", f"Choose files{also}.")
            return cleaned
        try:
            limits.check_upload([(file.name, file.size) for file in files])
        except limits.Limit as error:
            self.add_error("chosen_files", str(error))
        return cleaned

    @property
    def chosen(self) -> list[tuple[str, bytes]]:
        return [(file.name, file.read()) for file in self.cleaned_data["chosen_files"]]


class ConsentForm(forms.Form):
    """Without `unusual`, there is nothing to agree to."""

    reason = forms.CharField(
        label="Why it is right",
        max_length=500,
        help_text="For other editors; it is stored with the release.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": "Say why a release that changes so much is right."},
    )

    def __init__(self, *args, unusual: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not unusual:
            del self.fields["reason"]


class FilterForm(forms.Form):
    """Which of the changed figures are shown; whatever is not known is left out."""

    SIZES = {"outliers": "by 50% or more", "changed": "by 10% or more", "": "all"}

    size = forms.ChoiceField(required=False, choices=list(SIZES.items()), label="Changed")
    q = forms.CharField(required=False, max_length=100, label="Title, code or figure")

    def __init__(self, *args, tables: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        if len(tables) > 1:
            choices = [("", "all"), *((one, one) for one in tables)]
            self.fields["table"] = forms.ChoiceField(required=False, choices=choices)
