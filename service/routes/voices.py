"""`GET /v1/voices`: who can be asked to speak, and who does where nobody is named."""

from pathlib import Path
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from pipelines.engines import Language, choose_voice, find, split_name
from pipelines.errors import DeutgiError
from service.problems import documented
from service.saying import all_voices

router = APIRouter(tags=["speech"])


class VoiceBody(BaseModel):
    """A voice that a request may name."""

    name: str = Field(description="What `voice` takes, such as `kokoro:jm_kumo`.")
    engine: str = Field(description="What speaks; voices of one engine share its model.")
    languages: list[Language]
    ready: bool = Field(description="Whether it can speak now: its model is on the server.")
    online: bool = Field(
        description="Whether texts go to another's computer to be spoken. Such a voice cannot be "
        "named in requests, and so none is listed."
    )
    summary: str


class VoiceList(BaseModel):
    """The voices, and by language the one that speaks for `alloy` and OpenAI's other names."""

    voices: list[VoiceBody]
    defaults: dict[Language, str | None] = Field(description="null where no voice is ready.")


@router.head("/v1/voices", include_in_schema=False)
@router.get("/v1/voices", summary="List the voices", responses=documented(422))
def list_voices(
    request: Request,
    language: Annotated[
        Language | None, Query(description="Only voices that speak this language.")
    ] = None,
) -> VoiceList:
    """The voices that `POST /v1/audio/speech` takes. Kokoro's may be mixed as well:
    `kokoro:jm_kumo*0.7+jf_alpha*0.3`."""
    state = request.app.state
    return VoiceList(
        voices=[
            VoiceBody(
                name=entry.name,
                engine=split_name(entry.name)[0],
                languages=list(entry.languages),
                ready=entry.ready,
                online=entry.online,
                summary=entry.summary,
            )
            for entry in all_voices(state.models, language)
            if entry.languages and not entry.online  # without languages: it cannot be loaded
        ],
        defaults={
            each: usual(each, state.settings.profile, state.models) for each in get_args(Language)
        },
    )


def usual(language: Language, profile: str, home: Path) -> str | None:
    """The voice that speaks a language where none is named; None where no voice is ready."""
    try:
        name = choose_voice(language, profile, home).name
    except DeutgiError:
        return None
    models = find("speak", name).models(home)
    return name if split_name(name)[1] or not models else f"{name}:{models[0]}"
